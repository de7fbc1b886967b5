// A proof that no set of hidden nodes is cut off from the ground by less than a given weight
// (Theory §4, distance).
//
// Problem. The minimum cut shows that its value is reached; that nothing is smaller is a statement
// about 2^|H| sets. One maximum flow from every hidden node to the ground would prove it with
// |H|·|E| entries.
//
// Idea. Name the nodes one after the other. A flow out of v that may end at the ground or at any
// node named before proves the bound for all sets that contain v and no earlier node; for the
// others an earlier step has proved it. So the flows can be short: most nodes have edges of enough
// weight to named nodes, and no other edge is needed. Among the nodes left, the one with the most
// weight to named nodes comes next (maximum adjacency order). Only when that is not enough are
// paths through unnamed nodes searched for (Edmonds and Karp, shortest first); they exist because
// the value is a minimum cut.
//
// Cost. O(E log V) without such searches; each path costs at most O(E). Rejected: packings of
// spanning trees (two arcs for each edge, Edmonds), which are one object instead of |H| but hard to
// find and no easier to check.
#include "isthmus/flow/cut_evidence.hpp"

#include <algorithm>

#include "flow/indexed_heap.hpp"
#include "flow/scaled.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

// Undirected flow from one node to the named ones, along shortest augmenting paths. Its arrays are
// as large as the network, but every search clears only what it touched.
template <class N>
class ShortPaths {
 public:
  ShortPaths(const BalanceNetwork& network, const PerEdge<N>& weights, const PerNode<bool>& named)
      : network_(network),
        weights_(weights),
        named_(named),
        flow_(network.edge_count(), N(0)),
        used_(network.edge_count(), false),
        arrival_(network.node_count()),
        seen_(network.node_count(), false) {}

  /// Sends at least `value` out of `source`; the flow is in `touched` and `flow` until `clear`.
  void send(NodeId source, const N& value) {
    N missing = value;
    while (missing > 0) {
      const NodeId end = search(source);
      N amount = missing;
      for (NodeId v = end; v != source; v = previous(v)) amount = std::min(amount, room(v));
      for (NodeId v = end; v != source; v = previous(v)) push(v, amount);
      flow::subtract(missing, amount);
    }
  }

  [[nodiscard]] const std::vector<EdgeId>& touched() const { return touched_; }
  [[nodiscard]] const N& flow(EdgeId e) const { return flow_[e]; }

  void clear() {
    for (const EdgeId e : touched_) {
      flow_[e] = N(0);
      used_[e] = false;
    }
    touched_.clear();
  }

 private:
  // Breadth first to the nearest named node; `arrival_` remembers the way.
  NodeId search(NodeId source) {
    for (const NodeId v : queue_) seen_[v] = false;
    queue_.assign(1, source);
    seen_[source] = true;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      for (const bool forward : {true, false}) {
        for (const EdgeId e :
             forward ? network_.out_edges(queue_[i]) : network_.in_edges(queue_[i])) {
          const NodeId next = network_.other_end(e, queue_[i]);
          if (seen_[next] || residual(e, forward) <= 0) continue;
          arrival_[next] = {e, forward};
          seen_[next] = true;
          queue_.push_back(next);
          if (named_[next]) return next;
        }
      }
    }
    ensure(false, "the cut is a minimum one, so its value can be sent from every node");
    return source;
  }

  struct Arrival {
    EdgeId edge;
    bool forward = true;  // along the edge, tail to head
  };

  [[nodiscard]] N residual(EdgeId e, bool forward) const {
    N left = weights_[e];
    if (forward) {
      flow::subtract(left, flow_[e]);
    } else {
      flow::add(left, flow_[e]);
    }
    return left;
  }
  [[nodiscard]] N room(NodeId v) const { return residual(arrival_[v].edge, arrival_[v].forward); }
  [[nodiscard]] NodeId previous(NodeId v) const { return network_.other_end(arrival_[v].edge, v); }

  void push(NodeId v, const N& amount) {
    const auto [e, forward] = arrival_[v];
    if (!used_[e]) touched_.push_back(e);
    used_[e] = true;
    if (forward) {
      flow::add(flow_[e], amount);
    } else {
      flow::subtract(flow_[e], amount);
    }
  }

  const BalanceNetwork& network_;
  const PerEdge<N>& weights_;
  const PerNode<bool>& named_;
  PerEdge<N> flow_;
  PerEdge<bool> used_;
  std::vector<EdgeId> touched_;
  PerNode<Arrival> arrival_;
  PerNode<bool> seen_;
  std::vector<NodeId> queue_;
};

template <class N>
class Naming {
 public:
  Naming(const BalanceNetwork& network, PerEdge<N> weights, N value, const Integer& denominator)
      : network_(network),
        weights_(std::move(weights)),
        value_(std::move(value)),
        denominator_(denominator),
        named_(network.node_count(), false),
        attached_(network.node_count(), N(0)),
        heap_(attached_),
        paths_(network, weights_, named_) {}

  std::optional<std::vector<ReachStep>> run(std::size_t limit) {
    for (const NodeId v : network_.hidden_nodes()) heap_.raise(v.value);
    name(network_.ground());
    std::vector<ReachStep> steps;
    std::size_t entries = 0;
    while (!heap_.empty()) {
      const NodeId v{heap_.pop()};
      steps.push_back({v, attached_[v.value] >= value_ ? direct_flow(v) : searched_flow(v)});
      entries += 1 + steps.back().flow.size();
      if (entries > limit) return std::nullopt;
      name(v);
    }
    return steps;
  }

 private:
  void name(NodeId v) {
    named_[v] = true;
    for (const auto edges : {network_.out_edges(v), network_.in_edges(v)}) {
      for (const EdgeId e : edges) {
        const NodeId other = network_.other_end(e, v);
        if (named_[other]) continue;
        flow::add(attached_[other.value], weights_[e]);
        heap_.raise(other.value);
      }
    }
  }

  // Whole edges to named nodes, in file order, until they carry the value.
  SparseVector direct_flow(NodeId v) const {
    SparseVector flow;
    N sent(0);
    for (const bool forward : {true, false}) {
      for (const EdgeId e : forward ? network_.out_edges(v) : network_.in_edges(v)) {
        if (sent >= value_) break;
        if (!named_[network_.other_end(e, v)] || weights_[e] == 0) continue;
        flow::add(sent, weights_[e]);
        flow.emplace_back(e, amount(forward ? weights_[e] : flow::negated(weights_[e])));
      }
    }
    sort(flow);
    return flow;
  }

  SparseVector searched_flow(NodeId v) {
    paths_.send(v, value_);
    SparseVector flow;
    for (const EdgeId e : paths_.touched()) {
      if (paths_.flow(e) != 0) flow.emplace_back(e, amount(paths_.flow(e)));
    }
    paths_.clear();
    sort(flow);
    return flow;
  }

  [[nodiscard]] Rational amount(const N& n) const { return flow::unscaled(n, denominator_); }

  static void sort(SparseVector& flow) {
    std::sort(flow.begin(), flow.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  const BalanceNetwork& network_;
  PerEdge<N> weights_;
  N value_;
  const Integer& denominator_;
  PerNode<bool> named_;
  std::vector<N> attached_;  // weight to named nodes
  flow::IndexedHeap<N> heap_;
  ShortPaths<N> paths_;
};

}  // namespace

std::optional<std::vector<ReachStep>> cut_evidence(const BalanceNetwork& network,
                                                   const Flow& weights, const MinimumCut& cut,
                                                   std::size_t limit) {
  std::vector<Rational> all = weights.values();
  all.push_back(cut.value);
  const flow::ScaledData scaled = flow::scale(all);
  return flow::with_smallest_numbers([&]<class N>() {
    std::vector<N> numbers = flow::convert<N>(scaled.values);
    const N value = numbers.back();
    numbers.pop_back();
    return Naming<N>(network, PerEdge<N>(std::move(numbers)), value, scaled.denominator).run(limit);
  });
}

}  // namespace isthmus

// The minima of one kind from the nodes that its cuts can hold (Theory §3).
//
// All cuts of a kind lie inside the regions of its bottlenecks and what misses the ground, and
// whether U is one depends on the edges out of U (kind out) only. So the rest of the network is
// contracted to the ground and the edges from outside are left out: the free inflow that kind out
// allows every node stands for them. No flow over the whole network is needed. What a node must
// send out goes down a tree to the ground; where there is none, it is pushed to nodes that absorb
// it, or there is a violated set: P(c) is empty exactly if one of the two kinds has one (Hoffman).
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "flow/local_graph.hpp"
#include "flow/out_minima.hpp"
#include "flow/push.hpp"
#include "flow/walks.hpp"
#include "flow/zero_edges.hpp"

namespace isthmus::flow {

/// What the cuts of one kind say, in terms of the whole network.
template <class N>
struct LocalAnswer {
  /// Not empty: no edge leaves (enters) these nodes, and they must send out (take in) something.
  /// Nothing else is there then. Increasing; it need not be connected.
  std::vector<NodeId> stuck;
  OutMinima<N> minima;
  std::vector<EdgeId> always_zero;  ///< as edges_forced_to_zero
};

/// The search in one local graph. `direction`: backward for kind out, forward for kind in, as in
/// LocalGraph; `c` is the balance of the whole network.
template <class N>
class LocalSearch {
 public:
  LocalSearch(const BalanceNetwork& network, const LocalGraph& local, Direction direction)
      : network_(network),
        local_(local),
        direction_(direction),
        start_{PerEdge<N>(local.graph.edge_count(), N(0)),
               PerNode<N>(local.graph.node_count(), N(0))} {}

  LocalAnswer<N> run(const std::vector<N>& c) {
    LocalAnswer<N> answer;
    PerNode<N> surplus = surplus_of(c);
    send_down_tree(surplus);
    answer.stuck = named(push_out(surplus));
    if (!answer.stuck.empty()) return answer;
    answer.always_zero = always_zero();
    answer.minima =
        named(OutMinimaSearch<N>(local_.graph, std::move(start_)).run(local_.bottlenecks));
    return answer;
  }

 private:
  // What every node must send out, if positive; else what it must absorb.
  [[nodiscard]] PerNode<N> surplus_of(const std::vector<N>& c) const {
    PerNode<N> surplus(local_.graph.node_count(), N(0));
    for (const NodeId v : local_.graph.hidden_nodes()) {
      const N& value = c[local_.node[v.value].value];
      surplus[v] = direction_ == Direction::backward ? negated(value) : value;
    }
    return surplus;
  }

  // After what a node can absorb of the surplus of those above; the rest it absorbs is free inflow.
  void send_down_tree(PerNode<N>& surplus) {
    const BalanceNetwork& graph = local_.graph;
    const WalkTree tree = walk(graph, graph.ground(), Direction::backward);
    for (std::size_t i = tree.order.size(); i-- > 1;) {
      const NodeId v = tree.order[i];
      if (surplus[v] > 0) {
        start_.x[tree.tree_edge[i]] = surplus[v];
        add(surplus[graph.head(tree.tree_edge[i])], surplus[v]);
      } else {
        start_.room[v] = negated(surplus[v]);
      }
    }
  }

  // Of the nodes that do not reach the ground; the set that the surplus left over reaches, if any.
  std::vector<NodeId> push_out(const PerNode<N>& surplus) {
    std::vector<std::pair<NodeId, N>> supply;
    for (const NodeId v : local_.missed) {
      if (surplus[v] > 0) {
        supply.emplace_back(v, surplus[v]);
      } else {
        start_.room[v] = negated(surplus[v]);
      }
    }
    if (supply.empty()) return {};
    Pusher<N> pusher(local_.graph, std::move(start_.x));
    pusher.room = std::move(start_.room);
    pusher.push(supply);
    start_ = {std::move(pusher.x), std::move(pusher.room)};
    const bool done = std::all_of(supply.begin(), supply.end(),
                                  [](const auto& entry) { return entry.second == 0; });
    return done ? std::vector<NodeId>{} : pusher.reached();
  }

  [[nodiscard]] std::vector<EdgeId> always_zero() const {
    PerEdge<bool> positive(start_.x.size(), false);
    PerNode<bool> absorbs(start_.room.size(), false);
    for (const EdgeId e : local_.graph.edges()) positive[e] = start_.x[e] > 0;
    for (const NodeId v : local_.missed) absorbs[v] = start_.room[v] > 0;
    return edges_forced_to_zero(network_, local_, direction_, positive, absorbs);
  }

  // Nodes and edges of the whole network in place of those here.
  [[nodiscard]] std::vector<NodeId> named(std::vector<NodeId> set) const {
    for (NodeId& v : set) v = local_.node[v.value];
    std::sort(set.begin(), set.end());
    return set;
  }

  [[nodiscard]] OutMinima<N> named(OutMinima<N> found) const {
    for (auto* steps : {&found.steps, &found.tight_at_zero}) {
      for (OutStep<N>& step : *steps) {
        step.edge = local_.edge[step.edge.value];
        step.set = named(std::move(step.set));
        for (EdgeId& f : step.uses) f = local_.edge[f.value];
        std::sort(step.uses.begin(), step.uses.end());
      }
    }
    return found;
  }

  const BalanceNetwork& network_;
  const LocalGraph& local_;
  Direction direction_;
  OutStart<N> start_;
};

}  // namespace isthmus::flow

// Strictly positive flows on a support (Theory §7).
//
// Problem: is there x with B x = c, x_e > 0 exactly on the support S?
// Idea: P(c) of the subgraph S is convex, so such an x exists when P(c) is not empty and every
// edge of S is positive somewhere in it. If P(c) is empty, Hoffman's violated set is the cut. If
// the edge e = (u→v) is 0 everywhere, v does not reach u in the residual graph of any flow x; the
// set R of what v reaches has no edge of S that leaves it and no positive edge that enters it, so
// its laws add up to 0, while e enters it. R is the cut, or its complement if R holds the ground.
//
// A cut that edges of S cross one way only splits no strongly connected component of S. So each of
// them, the ground's included, becomes one node first; what is left has no cycles. If all hidden
// nodes are in that of the ground, as in layers without dead neurons, there is nothing left, and a
// strictly positive flow exists for every c: two searches over E and no flow.
// Complexity: O(V + E), and one maximum flow on what is left.
// Source: Hoffman's circulation theorem; relative interior of a cone of columns.
// Rejected: maximising the least x_e by a linear program; its dual is this cut.
#include "isthmus/motion/strict_flow.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

/// The edges of the support alone.
BalanceNetwork subgraph(const BalanceNetwork& network, const PerEdge<bool>& support) {
  std::vector<Arc> arcs;
  for (const EdgeId e : network.edges()) {
    if (support[e]) arcs.push_back({network.tail(e), network.head(e)});
  }
  return {network.hidden_count(), std::move(arcs)};
}

/// True if the ground reaches every hidden node along edges of the support (or, backwards, every
/// hidden node the ground).
bool reaches_all(const BalanceNetwork& network, const PerEdge<bool>& support, bool backwards) {
  PerNode<bool> seen(network.node_count(), false);
  std::vector<NodeId> queue{network.ground()};
  seen[network.ground()] = true;
  for (std::size_t i = 0; i < queue.size() && queue.size() < network.node_count(); ++i) {
    const NodeId v = queue[i];
    for (const EdgeId e : backwards ? network.in_edges(v) : network.out_edges(v)) {
      const NodeId w = network.other_end(e, v);
      if (!support[e] || seen[w]) continue;
      seen[w] = true;
      queue.push_back(w);
    }
  }
  return queue.size() == network.node_count();
}

/// One node for every strongly connected component.
struct Condensed {
  BalanceNetwork graph;
  PerNode<NodeId> node_of;
};

PerNode<NodeId> strong_components(const BalanceNetwork& graph) {
  const PerEdge<bool> nothing(graph.edge_count(), false);
  const PerEdge<bool> on_cycle = maximal_support(graph, nothing);
  DisjointSets components(graph.node_count());
  for (const EdgeId e : graph.edges()) {
    if (on_cycle[e]) components.join(graph.tail(e).value, graph.head(e).value);
  }
  std::vector<std::uint32_t> number = components.labels();
  const std::uint32_t ground = number.back();  // becomes the last one
  for (std::uint32_t& i : number) {
    if (i == ground) {
      i = static_cast<std::uint32_t>(components.set_count()) - 1;
    } else if (i > ground) {
      --i;
    }
  }
  PerNode<NodeId> node_of(graph.node_count());
  for (const NodeId v : graph.nodes()) node_of[v] = NodeId{number[v.value]};
  return node_of;
}

Condensed condensed(const BalanceNetwork& graph) {
  PerNode<NodeId> node_of = strong_components(graph);
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const EdgeId e : graph.edges()) {
    const std::pair pair(node_of[graph.tail(e)], node_of[graph.head(e)]);
    if (pair.first != pair.second) ends.push_back(pair);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<Arc> arcs;
  for (const auto& [tail, head] : ends) arcs.push_back({tail, head});
  const std::size_t hidden = node_of[graph.ground()].value;
  return {BalanceNetwork(hidden, std::move(arcs)), std::move(node_of)};
}

/// The cut with this set: what is missing is read off the edges.
std::optional<BlockingCut> cut_at(const BalanceNetwork& network, const PerEdge<bool>& support,
                                  const Balance& c, std::vector<NodeId> set) {
  BlockingCut cut;
  cut.set = std::move(set);
  PerNode<bool> inside(network.node_count(), false);
  for (const NodeId v : cut.set) {
    inside[v] = true;
    cut.balance += c[v];
  }
  std::vector<EdgeId> in;
  std::vector<EdgeId> out;
  for (const EdgeId e : network.edges()) {
    if (!support[e] || inside[network.tail(e)] == inside[network.head(e)]) continue;
    (inside[network.head(e)] ? in : out).push_back(e);
  }
  if (!in.empty() && !out.empty()) return std::nullopt;
  // With no edge either way, the side is the one that the sign of c(U) asks for.
  cut.missing = in.empty() && (!out.empty() || cut.balance > 0) ? CutKind::in : CutKind::out;
  cut.crossing = cut.missing == CutKind::in ? std::move(out) : std::move(in);
  return cut;
}

/// What `start` reaches in the residual graph of x: all edges forwards, positive ones backwards.
PerNode<bool> reached(const BalanceNetwork& graph, const Flow& x, NodeId start) {
  PerNode<bool> seen(graph.node_count(), false);
  std::vector<NodeId> queue{start};
  seen[start] = true;
  const auto visit = [&](NodeId v) {
    if (!seen[v]) queue.push_back(v);
    seen[v] = true;
  };
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const NodeId v = queue[i];
    for (const EdgeId e : graph.out_edges(v)) visit(graph.head(e));
    for (const EdgeId e : graph.in_edges(v)) {
      if (x[e] > 0) visit(graph.tail(e));
    }
  }
  return seen;
}

std::vector<NodeId> side_without_ground(const BalanceNetwork& graph, const PerNode<bool>& seen) {
  std::vector<NodeId> set;
  for (const NodeId v : graph.hidden_nodes()) {
    if (seen[v] != seen[graph.ground()]) set.push_back(v);
  }
  return set;
}

/// The set behind the first edge that is 0 all over P(c) of the subgraph; empty if there is none.
std::vector<NodeId> zero_set(const BalanceNetwork& graph, const Flow& x) {
  const PerEdge<bool> positive = maximal_support(graph, x);
  for (const EdgeId e : graph.edges()) {
    if (!positive[e]) return side_without_ground(graph, reached(graph, x, graph.head(e)));
  }
  return {};
}

/// The set behind a cut of all edges of the graph; empty if there is none.
std::vector<NodeId> blocking_set(const BalanceNetwork& graph, const Balance& c) {
  const Feasibility feasible = feasible_flow(graph, c);
  return feasible.feasible() ? zero_set(graph, *feasible.flow) : feasible.violated_set;
}

/// The same, by way of the strongly connected components.
std::vector<NodeId> condensed_blocking_set(const BalanceNetwork& graph, const Balance& c) {
  const Condensed small = condensed(graph);
  Balance sums(small.graph.hidden_count());
  for (const NodeId v : graph.hidden_nodes()) {
    if (!small.graph.is_ground(small.node_of[v])) sums[small.node_of[v]] += c[v];
  }
  PerNode<bool> inside(small.graph.node_count(), false);
  for (const NodeId v : blocking_set(small.graph, sums)) inside[v] = true;
  std::vector<NodeId> set;
  for (const NodeId v : graph.hidden_nodes()) {
    if (inside[small.node_of[v]]) set.push_back(v);
  }
  return set;
}

}  // namespace

std::optional<BlockingCut> blocking_cut(const BalanceNetwork& network, const PerEdge<bool>& support,
                                        const Balance& c) {
  if (reaches_all(network, support, false) && reaches_all(network, support, true)) {
    return std::nullopt;
  }
  std::vector<NodeId> set = condensed_blocking_set(subgraph(network, support), c);
  if (set.empty()) return std::nullopt;
  std::optional<BlockingCut> cut = cut_at(network, support, c, std::move(set));
  ensure(cut && is_blocking(network, support, c, *cut), "a cut blocks every positive flow");
  return cut;
}

bool is_blocking(const BalanceNetwork& network, const PerEdge<bool>& support, const Balance& c,
                 const BlockingCut& cut) {
  if (cut.set.empty()) return false;
  const std::optional<BlockingCut> again = cut_at(network, support, c, cut.set);
  if (!again || again->missing != cut.missing || again->crossing != cut.crossing ||
      again->balance != cut.balance) {
    return false;
  }
  if (cut.crossing.empty()) return cut.balance != 0;
  return cut.missing == CutKind::in ? cut.balance >= 0 : cut.balance <= 0;
}

PerEdge<bool> support_of(const Flow& x) {
  PerEdge<bool> support(x.size(), false);
  for (std::size_t i = 0; i < x.size(); ++i) support.values()[i] = x.values()[i] != 0;
  return support;
}

}  // namespace isthmus

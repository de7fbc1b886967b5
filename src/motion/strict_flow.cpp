// Strictly positive flows on a support (Theory §7).
//
// Problem: is there x with B x = c, x_e > 0 exactly on the support S?
// Idea: P(c) of the subgraph S is convex, so such an x exists when P(c) is not empty and every
// edge of S is positive somewhere in it. If P(c) is empty, Hoffman's violated set is the cut. If
// the edge e = (u→v) is 0 everywhere, v does not reach u in the residual graph of any flow x; the
// set R of what v reaches has no edge of S that leaves it and no positive edge that enters it, so
// its laws add up to 0, while e enters it. R is the cut, or its complement if R holds the ground.
// Complexity: one maximum flow and O(V + E).
// Source: Hoffman's circulation theorem; relative interior of a cone of columns.
// Rejected: maximising the least x_e by a linear program; its dual is this cut.
#include "isthmus/motion/strict_flow.hpp"

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"

namespace isthmus {
namespace {

struct Subgraph {
  BalanceNetwork graph;
  std::vector<EdgeId> edges;  ///< of the whole network
};

Subgraph subgraph(const BalanceNetwork& network, const PerEdge<bool>& support) {
  std::vector<Arc> arcs;
  std::vector<EdgeId> edges;
  for (const EdgeId e : network.edges()) {
    if (!support[e]) continue;
    arcs.push_back({network.tail(e), network.head(e), network.multiplicity(e)});
    edges.push_back(e);
  }
  return {BalanceNetwork(network.hidden_count(), std::move(arcs)), std::move(edges)};
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

}  // namespace

std::optional<BlockingCut> blocking_cut(const BalanceNetwork& network, const PerEdge<bool>& support,
                                        const Balance& c) {
  const Subgraph part = subgraph(network, support);
  const Feasibility feasible = feasible_flow(part.graph, c);
  std::vector<NodeId> set =
      feasible.feasible() ? zero_set(part.graph, *feasible.flow) : feasible.violated_set;
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

// Problem: for every free edge a point of P(c) with x_e = 0, in little space and time.
// Idea: keep a list of edges that no flow certifies yet. Each new flow is made for the first of
// them and then asked about all the others. Edges that the base flow leaves at 0 need nothing, so
// at most as many flows are made as the base flow has positive edges.
// Rejected: one flow an edge; it repeats the same detour for every edge of one path.
#include "report/witnesses.hpp"

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"

namespace isthmus {
namespace {

PerEdge<bool> edges_in(const BalanceNetwork& graph, const std::vector<CutStep>& locked) {
  PerEdge<bool> marked(graph.edge_count(), false);
  for (const CutStep& step : locked) marked[step.edge] = true;
  return marked;
}

// Bundles of several edges are left out: any one of them vanishes when another carries the norm.
std::vector<EdgeId> uncertified(const BalanceNetwork& graph, const Flow& base,
                                const std::vector<CutStep>& locked) {
  const PerEdge<bool> is_locked = edges_in(graph, locked);
  std::vector<EdgeId> open;
  for (const EdgeId e : graph.edges()) {
    if (graph.multiplicity(e) == 1 && !is_locked[e] && base[e] > 0) open.push_back(e);
  }
  return open;
}

// Moves the edges that carry nothing in `flow` out of `open`.
std::vector<EdgeId> take_certified(std::vector<EdgeId>& open, const Flow& flow) {
  std::vector<EdgeId> certified;
  std::vector<EdgeId> still_open;
  for (const EdgeId e : open) (flow[e] == 0 ? certified : still_open).push_back(e);
  open = std::move(still_open);
  return certified;
}

}  // namespace

std::vector<std::pair<EdgeId, Rational>> sparse_difference(const BalanceNetwork& graph,
                                                           const Flow& base, const Flow& other) {
  std::vector<std::pair<EdgeId, Rational>> difference;
  for (const EdgeId e : graph.edges()) {
    if (other[e] != base[e]) difference.emplace_back(e, other[e] - base[e]);
  }
  return difference;
}

std::vector<FreeWitness> find_witnesses(const BalanceNetwork& graph, const Flow& base,
                                        const std::vector<CutStep>& locked) {
  std::vector<FreeWitness> witnesses;
  std::vector<EdgeId> open = uncertified(graph, base, locked);
  while (!open.empty()) {
    const std::optional<Flow> flow = flow_avoiding(graph, base, open.front());
    ensure(flow && (*flow)[open.front()] == 0, "a free edge can vanish");
    std::vector<EdgeId> certified = take_certified(open, *flow);
    witnesses.push_back({std::move(certified), sparse_difference(graph, base, *flow)});
  }
  return witnesses;
}

}  // namespace isthmus

// Problem. For every free edge a point of P(c) with x_e = 0: one search an edge would be quadratic.
//
// Idea. A flow along two trees is zero on all edges outside them. So ask again and again for a
// feasible flow whose trees avoid, as far as they can, the edges that no flow has certified yet:
// wherever a node has a second edge from (or to) the ground's side, the next tree takes that one.
// What is left when a round certifies little are edges that are hard to avoid; each of them is
// emptied by itself along the residual graph, and the point is restored afterwards.
// Rejected: one flow an edge; it repeats the same detour for every edge of one path.
#include "isthmus/flow/free_edges.hpp"

#include <algorithm>
#include <iterator>

#include "flow/avoiding.hpp"
#include "flow/edge_emptier.hpp"
#include "flow/scaled.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

// Bundles of several edges are left out: any one of them vanishes when another carries the norm.
PerEdge<bool> uncertified(const BalanceNetwork& network, const Flow& base,
                          const std::vector<CutStep>& locked) {
  PerEdge<bool> open(network.edge_count(), false);
  for (const EdgeId e : network.edges()) {
    open[e] = network.multiplicity(e) == 1 && base[e] > 0;
  }
  for (const CutStep& step : locked) open[step.edge] = false;
  return open;
}

std::vector<EdgeId> marked_edges(const BalanceNetwork& network, const PerEdge<bool>& marks) {
  std::vector<EdgeId> edges;
  for (const EdgeId e : network.edges()) {
    if (marks[e]) edges.push_back(e);
  }
  return edges;
}

FreeWitness witness_between(const BalanceNetwork& network, const Flow& base, const Flow& other,
                            std::vector<EdgeId> edges) {
  FreeWitness witness{std::move(edges), {}};
  for (const EdgeId e : network.edges()) {
    if (other[e] != base[e]) witness.difference.emplace_back(e, other[e] - base[e]);
  }
  return witness;
}

// Flows that avoid many open edges at once, as long as that pays.
void certify_in_bulk(const BalanceNetwork& network, const Balance& c, const Flow& base,
                     PerEdge<bool>& open, std::vector<FreeWitness>& witnesses) {
  constexpr std::size_t worthwhile = 32;
  while (true) {
    const Flow flow = feasible_flow_avoiding(network, c, open);
    std::vector<EdgeId> certified = marked_edges(network, open);
    std::erase_if(certified, [&](EdgeId e) { return flow[e] != 0; });
    if (certified.size() < worthwhile) return;
    for (const EdgeId e : certified) open[e] = false;
    witnesses.push_back(witness_between(network, base, flow, std::move(certified)));
  }
}

// Empties e; the witness holds the open edges that are zero then, which are closed.
template <class N>
FreeWitness witness_for(EdgeId e, flow::EdgeEmptier<N>& emptier, const Integer& denominator,
                        PerEdge<bool>& open) {
  ensure(emptier.empty(e), "a free edge can vanish");
  FreeWitness witness;
  for (const EdgeId f : emptier.touched()) {
    if (emptier.x(f) == 0 && open[f]) {
      open[f] = false;
      witness.edges.push_back(f);
    }
    if (emptier.x(f) == emptier.start(f)) continue;
    N difference = emptier.x(f);
    flow::subtract(difference, emptier.start(f));
    witness.difference.emplace_back(f, flow::unscaled(difference, denominator));
  }
  emptier.restore();
  return witness;
}

template <class N>
std::vector<FreeWitness> certify_one_by_one(const BalanceNetwork& network,
                                            const flow::ScaledData& scaled, PerEdge<bool> open) {
  const PerEdge<N> no_floor(network.edge_count(), N(0));
  flow::EdgeEmptier<N> emptier(network, PerEdge<N>(flow::convert<N>(scaled.values)), no_floor);
  std::vector<FreeWitness> witnesses;
  for (const EdgeId e : network.edges()) {
    if (open[e]) witnesses.push_back(witness_for(e, emptier, scaled.denominator, open));
  }
  return witnesses;
}

}  // namespace

std::vector<FreeWitness> free_edge_witnesses(const BalanceNetwork& network, const Balance& c,
                                             const Flow& base, const std::vector<CutStep>& locked) {
  return free_edge_witnesses(network, c, base, uncertified(network, base, locked));
}

std::vector<FreeWitness> free_edge_witnesses(const BalanceNetwork& network, const Balance& c,
                                             const Flow& base, PerEdge<bool> wanted) {
  ensure(is_flow(network, c, base), "witnesses start from a point of P(c)");
  for (const EdgeId e : network.edges()) wanted[e] = wanted[e] && base[e] > 0;
  std::vector<FreeWitness> witnesses;
  certify_in_bulk(network, c, base, wanted, witnesses);
  if (std::find(wanted.values().begin(), wanted.values().end(), true) == wanted.values().end()) {
    return witnesses;
  }
  const flow::ScaledData scaled = flow::scale(base.values());
  std::vector<FreeWitness> rest = flow::with_smallest_numbers(
      [&]<class N>() { return certify_one_by_one<N>(network, scaled, wanted); });
  witnesses.insert(witnesses.end(), std::make_move_iterator(rest.begin()),
                   std::make_move_iterator(rest.end()));
  return witnesses;
}

}  // namespace isthmus

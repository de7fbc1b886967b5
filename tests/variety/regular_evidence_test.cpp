// The evidence is verified as docs/certificate.md says, on random networks.
#include "isthmus/variety/regular_evidence.hpp"

#include <doctest/doctest.h>

#include <set>

#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/point.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {
namespace {

Flow sum(Flow x, const SparseVector& difference) {
  for (const auto& [e, amount] : difference) x[e] += amount;
  return x;
}

// A walk along positive edges between the ends of the edge.
bool is_detour(const BalanceNetwork& network, const Flow& y, const Detour& detour) {
  NodeId at = network.tail(detour.edge);
  for (const EdgeId e : detour.walk) {
    if (y[e] == 0 || (network.tail(e) != at && network.head(e) != at)) return false;
    at = network.other_end(e, at);
  }
  return at == network.head(detour.edge);
}

// The edges that the witness shows to vanish at a regular point.
std::set<EdgeId> verify(const BalanceNetwork& network, const Balance& c,
                        const RegularEvidence& evidence, const RegularWitness& witness) {
  const Flow y = sum(evidence.interior, witness.difference);
  CHECK(is_flow(network, c, y));
  CHECK(!rank_at(network, y).singular());
  std::set<EdgeId> vanished, detours;
  for (const EdgeId e : network.edges()) {
    if (evidence.interior[e] > 0 && y[e] == 0) vanished.insert(e);
  }
  for (const Detour& detour : witness.detours) {
    detours.insert(detour.edge);
    CHECK(is_detour(network, y, detour));
  }
  CHECK(detours == vanished);
  return vanished;
}

TEST_CASE("every edge has a fixed sign or vanishes at a regular point") {
  Random random(31);
  std::size_t regular = 0, witnesses = 0, never = 0;
  for (int round = 0; round < 3000; ++round) {
    const Instance instance = random_instance(random, {6, 14});
    const BalanceNetwork network = instance.network();
    const Feasibility base = feasible_flow(network, instance.c);
    if (!base.feasible()) continue;
    const EdgeMinima minima = edge_minima(network, instance.c, *base.flow);
    const PerEdge<bool> support = maximal_support(network, *base.flow);
    if (!regular_components_log2(network, support, minima)) {
      const AlwaysFloating floating = always_floating(network, *base.flow);
      const PerNode<bool> inside = [&] {
        PerNode<bool> marks(network.node_count(), false);
        for (const NodeId v : floating.set) marks[v] = true;
        return marks;
      }();
      CHECK(!floating.set.empty());
      CHECK(!inside[network.ground()]);
      for (const EdgeId e : network.edges()) {
        const NodeId end = floating.kind == CutKind::in ? network.head(e) : network.tail(e);
        CHECK(!(inside[end] && !inside[network.other_end(e, end)]));
      }
      ++never;
      continue;
    }
    ++regular;
    const Bypass bypass = bypass_trees(network);
    const RegularEvidence evidence = regular_evidence(network, instance.c, bypass, minima);
    CHECK(is_flow(network, instance.c, evidence.interior));
    CHECK(evidence.forest.size() == network.hidden_count());
    PerEdge<bool> done = bypassed_edges(network, bypass);
    for (const CutStep& step : minima.locked) done[step.edge] = true;
    for (const CutStep& step : minima.weakly_locked) done[step.edge] = true;
    for (const RegularWitness& witness : evidence.witnesses) {
      for (const EdgeId e : verify(network, instance.c, evidence, witness)) done[e] = true;
      ++witnesses;
    }
    for (const EdgeId e : network.edges()) {
      CHECK((done[e] || network.is_loop(e) || network.multiplicity(e) > 1));
    }
  }
  CHECK(regular > 200);
  CHECK(witnesses > 100);
  CHECK(never > 200);
}

}  // namespace
}  // namespace isthmus::test

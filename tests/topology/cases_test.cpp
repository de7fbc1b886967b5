// The Betti numbers of tests/cases, and of random networks against Hochster's formula.
#include <doctest/doctest.h>

#include "agreement/cases.hpp"
#include "isthmus/network/contraction.hpp"
#include "oracle/homology.hpp"
#include "support/random_network.hpp"
#include "topology/betti.hpp"

using namespace isthmus;
using namespace isthmus::test;

TEST_CASE("all cases with Betti numbers come out") {
  std::size_t compared = 0;
  for (const Case& expected : cases()) {
    if (!expected.variety || expected.variety->betti.empty()) continue;
    const Contraction contraction = contract(expected.network);
    const Balance c = balance_of(expected.network, contraction).value();
    CHECK_MESSAGE(betti_of(contraction.graph, c) == expected.variety->betti, expected.network.name);
    ++compared;
  }
  CHECK(compared >= 250);
}

namespace {

oracle::Set weights_of(const oracle::Graph& g, const std::vector<EdgeId>& edges) {
  oracle::Set set = 0;
  for (const EdgeId e : edges) set |= g.bundle(e.value);
  return set;
}

}  // namespace

TEST_CASE("random networks: Betti numbers, Euler characteristic and generators by definition") {
  Random random(20261127);
  std::size_t rich = 0;
  for (int round = 0; round < 1500; ++round) {
    const Instance instance = random_instance(random, {.hidden = 5, .weights = 9});
    const BalanceNetwork network = instance.network();
    if (!feasible_flow(network, instance.c).feasible()) continue;
    const oracle::Graph g = oracle::graph_of(network);
    const oracle::Vector c = instance.c.values();
    const Topology topology = topology_at(network, instance.c);
    const auto betti = betti_list(expanded(topology).value());
    CHECK_MESSAGE(betti == oracle::betti_numbers(g, c), "round " << round);
    CHECK(euler_from_faces(topology).value() == oracle::euler_characteristic(g, c));
    CHECK((Integer(1) << topology.log2_components) == betti.front());
    std::vector<oracle::Set> sets;
    for (const CutGenerator& generator : topology.generators.value()) {
      sets.push_back(weights_of(g, generator.edges));
    }
    std::sort(sets.begin(), sets.end());
    CHECK(sets == oracle::minimal_non_faces(g, c));
    rich += betti.size() > 2 ? 1 : 0;
  }
  CHECK(rich > 100);
}

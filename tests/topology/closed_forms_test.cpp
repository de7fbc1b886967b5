// Shallow networks, and laws that hold for all.
#include <doctest/doctest.h>

#include "isthmus/network/architecture.hpp"
#include "isthmus/network/contraction.hpp"
#include "oracle/homology.hpp"
#include "support/random_network.hpp"
#include "topology/betti.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The dense shallow network with these balances.
std::vector<Integer> shallow(std::uint64_t inputs, std::uint64_t outputs,
                             const std::vector<int>& balances) {
  const auto ground = NodeId{static_cast<std::uint32_t>(balances.size())};
  std::vector<Arc> arcs;
  Balance c(balances.size());
  for (std::uint32_t k = 0; k < balances.size(); ++k) {
    for (std::uint64_t i = 0; i < inputs; ++i) arcs.push_back({ground, NodeId{k}});
    for (std::uint64_t j = 0; j < outputs; ++j) arcs.push_back({NodeId{k}, ground});
    c[NodeId{k}] = balances[k];
  }
  return betti_of(BalanceNetwork(balances.size(), arcs), c);
}

}  // namespace

TEST_CASE("one neuron: a sphere from its in-weights, its out-weights, or a point") {
  for (std::uint64_t d = 1; d <= 5; ++d) {
    for (std::uint64_t e = 1; e <= 5; ++e) {
      CHECK(shallow(d, e, {3}) == betti_list(sphere_homology(d - 1)));
      CHECK(shallow(d, e, {-3}) == betti_list(sphere_homology(e - 1)));
      CHECK(shallow(d, e, {0}) == betti_list(point_homology()));
    }
  }
}

TEST_CASE("shallow networks: products of spheres, however wide") {
  CHECK(shallow(3, 2, {1, 1, -1, 0}) ==
        betti_list(product(power(sphere_homology(2), 2), sphere_homology(1))));
  const std::vector<Integer> locked = shallow(2, 1, std::vector<int>(1000, -1));
  CHECK(locked == std::vector<Integer>{Integer(1) << 1000});
  const std::vector<Integer> wide = shallow(2, 1, std::vector<int>(1000, 1));  // a torus
  REQUIRE(wide.size() == 1001);
  CHECK(wide[1] == 1000);
  CHECK(wide[2] == 499500);
}

TEST_CASE("bundles are not written out: a million parallel weights are one sphere") {
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}, 1'000'000}, {NodeId{0}, NodeId{1}, 3}});
  const auto homology = expanded(topology_at(network, Balance(1, Rational(2)))).value();
  CHECK(homology == sphere_homology(999'999));
}

TEST_CASE("larger random networks: generators and Euler characteristic by definition") {
  Random random(5);
  std::size_t compared = 0;
  for (int round = 0; round < 300; ++round) {
    const Instance instance = random_instance(random, {.hidden = 7, .weights = 14});
    const BalanceNetwork network = instance.network();
    if (!feasible_flow(network, instance.c).feasible()) continue;
    const oracle::Graph g = oracle::graph_of(network);
    const Topology topology = topology_at(network, instance.c);
    CHECK(euler_from_faces(topology).value() ==
          oracle::euler_characteristic(g, instance.c.values()));
    std::vector<oracle::Set> sets;
    for (const CutGenerator& generator : topology.generators.value()) {
      oracle::Set set = 0;
      for (const EdgeId e : generator.edges) set |= g.bundle(e.value);
      sets.push_back(set);
    }
    std::sort(sets.begin(), sets.end());
    CHECK(sets == oracle::minimal_non_faces(g, instance.c.values()));
    ++compared;
  }
  CHECK(compared > 150);
}

TEST_CASE("turning all edges round and negating c changes nothing, nor does scaling c") {
  Random random(6);
  for (int round = 0; round < 200; ++round) {
    const Instance instance = random_instance(random, {.hidden = 6, .weights = 12});
    const BalanceNetwork network = instance.network();
    if (!feasible_flow(network, instance.c).feasible()) continue;
    const auto betti = betti_of(network, instance.c);
    Balance negated = instance.c, scaled = instance.c;
    for (Rational& value : negated.values()) value = -value;
    for (Rational& value : scaled.values()) value *= Rational(49, 9);
    CHECK(betti_of(network.reversed(), negated) == betti);
    CHECK(betti_of(network, scaled) == betti);
  }
}

TEST_CASE("Poincaré duality where M(c) is a closed manifold") {
  Random random(8);
  std::size_t rich = 0;
  for (int round = 0; round < 100; ++round) {
    // All flow comes from the ground and ends in hidden nodes: P(c) is bounded. Generic c.
    const auto hidden = static_cast<std::uint32_t>(2 + random.below(4));
    std::vector<Arc> arcs;
    for (std::uint32_t v = 0; v < hidden; ++v) arcs.push_back({NodeId{hidden}, NodeId{v}});
    for (std::uint64_t left = 2 + random.below(5); left > 0; --left) {
      const auto tail = static_cast<std::uint32_t>(random.below(hidden - 1));
      const auto head = tail + 1 + static_cast<std::uint32_t>(random.below(hidden - 1 - tail));
      arcs.push_back({NodeId{tail}, NodeId{head}});
    }
    Flow x(arcs.size());
    for (Rational& value : x.values()) value = 1 + random.between(0, 1'000'000);
    const BalanceNetwork network(hidden, arcs);
    const auto betti = betti_of(network, balance_of(network, x));
    CHECK(betti.size() == arcs.size() - hidden + 1);
    CHECK(std::equal(betti.begin(), betti.end(), betti.rbegin()));
    rich += betti.size() > 3 ? 1 : 0;
  }
  CHECK(rich > 50);
}

TEST_CASE("limits: b_0 stays known, and a limit never reads as an answer") {
  const Contraction contraction = contract(parse_architecture("mlp:3-4-4-2"));
  Flow x(contraction.graph.edge_count());
  Random random(9);
  for (Rational& value : x.values()) value = 1 + random.between(0, 1000);
  const Balance c = balance_of(contraction.graph, x);
  const Topology all = topology_at(contraction.graph, c);
  CHECK(all.complete());
  TopologyOptions few;
  few.cell_limit = 500;
  const Topology limited = topology_at(contraction.graph, c, few);
  CHECK(!limited.complete());
  CHECK_MESSAGE(limited.reason.find("more than 500 cells") != std::string::npos, limited.reason);
  CHECK(limited.log2_components == all.log2_components);
  CHECK(!expanded(limited).has_value());
  TopologyOptions stopped;
  stopped.farm.deadline = std::chrono::steady_clock::now();
  CHECK(topology_at(contraction.graph, c, stopped).reason == "the time limit was reached");
}

TEST_CASE("blocks beyond all limits are refused with their size") {
  const Contraction contraction = contract(parse_architecture("mlp:20-40-40-3"));
  Flow x(contraction.graph.edge_count(), Rational(1));
  for (std::uint32_t i = 0; i < x.size(); ++i) x[EdgeId{i}] += Rational(i, 7);
  const Topology topology = topology_at(contraction.graph, balance_of(contraction.graph, x));
  CHECK(!topology.generators.has_value());
  CHECK(topology.reason.find("bundles has up to 2^") != std::string::npos);
}

// The written-out equations and the forests behind the maximal minors.
#include "isthmus/variety/equations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

using Forest = std::vector<std::size_t>;

// Two hidden nodes: ⏚→0 (a bundle of 3), 0→1, a loop at 1, 1→⏚, and an edge from ground to ground.
BalanceNetwork sample() {
  const NodeId ground{2};
  return BalanceNetwork(2, {{ground, NodeId{0}, 3},
                            {NodeId{0}, NodeId{1}, 1},
                            {NodeId{1}, NodeId{1}, 1},
                            {NodeId{1}, ground, 1},
                            {ground, ground, 2}});
}

std::vector<std::pair<std::size_t, int>> terms_of(const Law& law) {
  std::vector<std::pair<std::size_t, int>> terms;
  for (const Term& term : law.terms) terms.emplace_back(term.variable, term.sign);
  return terms;
}

std::vector<Forest> forests(const BalanceNetwork& network, std::size_t limit = 100'000) {
  return forest_minors(network, equations(network), limit);
}

// True when the variables in `subset` join all nodes without a cycle: as many as hidden nodes, and
// everything is reached from the ground by going through the list again and again.
bool is_rooted_forest(const BalanceNetwork& network, const Equations& all, const Forest& subset) {
  if (subset.size() != network.hidden_count()) return false;
  PerNode<bool> reached(network.node_count(), false);
  reached[network.ground()] = true;
  for (std::size_t round = 0; round < subset.size(); ++round) {
    for (const std::size_t variable : subset) {
      const EdgeId e = all.variables[variable].edge;
      if (reached[network.tail(e)] || reached[network.head(e)]) {
        reached[network.tail(e)] = reached[network.head(e)] = true;
      }
    }
  }
  return std::count(reached.values().begin(), reached.values().end(), false) == 0;
}

std::vector<Forest> forests_by_subsets(const BalanceNetwork& network) {
  const Equations all = equations(network);
  std::vector<Forest> found;
  for (std::uint32_t mask = 0; mask < (1U << all.variables.size()); ++mask) {
    Forest subset;
    for (std::size_t e = 0; e < all.variables.size(); ++e) {
      if ((mask >> e & 1U) != 0) subset.push_back(e);
    }
    if (is_rooted_forest(network, all, subset)) found.push_back(subset);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST_CASE("equations: bundles are spelled out, loops and ground edges are in no law") {
  const Equations all = equations(sample());
  REQUIRE(all.variables.size() == 8);
  CHECK(all.variables[2].edge == EdgeId{0});
  CHECK(all.variables[2].copy == 2);
  CHECK(all.variables[3].edge == EdgeId{1});
  REQUIRE(all.laws.size() == 2);
  CHECK(terms_of(all.laws[0]) ==
        std::vector<std::pair<std::size_t, int>>{{0, 1}, {1, 1}, {2, 1}, {3, -1}});
  CHECK(terms_of(all.laws[1]) == std::vector<std::pair<std::size_t, int>>{{3, 1}, {5, -1}});
}

TEST_CASE("equations: a huge bundle is refused before it is spelled out") {
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}, std::uint64_t{1} << 40}});
  CHECK_THROWS_AS((void)equations(network), Error);
  CHECK_NOTHROW((void)equations(sample(), 8));
  CHECK_THROWS_AS((void)equations(sample(), 7), Error);
}

TEST_CASE("forest minors: a network that can be checked by hand") {
  // Node 1 hangs on 0→1 (3) or on 1→⏚ (5); node 0 on one of the three copies or on 0→1.
  CHECK(forests(sample()) ==
        std::vector<Forest>{{0, 3}, {0, 5}, {1, 3}, {1, 5}, {2, 3}, {2, 5}, {3, 5}});
}

TEST_CASE(
    "forest minors: the unit ideal without hidden nodes, the zero ideal when one is cut off") {
  CHECK(forests(BalanceNetwork(0, {{NodeId{0}, NodeId{0}, 1}})) == std::vector<Forest>{{}});
  CHECK(forests(BalanceNetwork(1, {{NodeId{0}, NodeId{0}, 1}})).empty());
  CHECK(forests(BalanceNetwork(3, {{NodeId{3}, NodeId{0}, 9}, {NodeId{1}, NodeId{2}, 9}})).empty());
}

TEST_CASE("forest minors: the same as testing every subset, in the same order") {
  std::mt19937_64 random(11);
  std::size_t most = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const auto hidden = static_cast<std::uint32_t>(random() % 5);
    std::vector<Arc> arcs;
    for (std::size_t e = random() % 8; e-- > 0;) {
      arcs.push_back({NodeId{static_cast<std::uint32_t>(random() % (hidden + 1))},
                      NodeId{static_cast<std::uint32_t>(random() % (hidden + 1))},
                      1 + (random() % 4 == 0 ? random() % 3 : 0)});
    }
    const BalanceNetwork network(hidden, std::move(arcs));
    const std::vector<Forest> found = forests(network);
    CHECK(found == forests_by_subsets(network));
    most = std::max(most, found.size());
  }
  CHECK(most > 20);
}

TEST_CASE("forest minors: the limit is exact and reached quickly") {
  CHECK(forests(sample(), 7).size() == 7);
  CHECK_THROWS_AS((void)forests(sample(), 6), Error);

  // A complete layer: far more forests than can be listed, and a chain too long for recursion.
  const std::uint32_t nodes = 2000;
  std::vector<Arc> dense;
  std::vector<Arc> chain;
  for (std::uint32_t v = 0; v < nodes; ++v) {
    dense.push_back({NodeId{nodes}, NodeId{v}, 2});
    chain.push_back({NodeId{v}, NodeId{v + 1}, 1});
  }
  CHECK_THROWS_AS((void)forests(BalanceNetwork(nodes, dense), 10'000), Error);
  CHECK(forests(BalanceNetwork(nodes, chain), 1).size() == 1);
}

}  // namespace
}  // namespace isthmus

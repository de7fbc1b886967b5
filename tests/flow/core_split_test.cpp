// The two portions of a network with nodes that miss the ground.
#include "flow/core_split.hpp"

#include <doctest/doctest.h>

#include "isthmus/flow/feasible.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t hidden = 4;
const NodeId ground{hidden};

// ⏚ → 0 → 1 → ⏚, a source 2 → 1 and a dead end 0 → 3, both joined by 2 → 3; a loop at 1.
BalanceNetwork sample() {
  const auto arc = [](std::uint32_t a, std::uint32_t b) { return Arc{NodeId{a}, NodeId{b}, 1}; };
  return {hidden, {arc(4, 0), arc(0, 1), arc(1, 4), arc(2, 1), arc(0, 3), arc(2, 3), arc(1, 1)}};
}

std::optional<flow::CoreSplit> split(const BalanceNetwork& network) {
  return flow::split_off_core(network,
                              flow::walk(network, network.ground(), flow::Direction::forward),
                              flow::walk(network, network.ground(), flow::Direction::backward));
}

}  // namespace

TEST_CASE("nodes on walks from ground to ground are the core, the rest sees it as ground") {
  const auto parts = split(sample());
  REQUIRE(parts.has_value());
  CHECK(parts->core.nodes == std::vector<NodeId>{{0}, {1}});
  CHECK(parts->core.edges == std::vector<EdgeId>{{0}, {1}, {2}, {6}});
  CHECK(parts->outside.nodes == std::vector<NodeId>{{2}, {3}});
  CHECK(parts->outside.edges == std::vector<EdgeId>{{3}, {4}, {5}});
  const BalanceNetwork& outside = parts->outside.network;
  CHECK(outside.head(EdgeId{0}) == outside.ground());
  CHECK(outside.tail(EdgeId{1}) == outside.ground());
  CHECK(outside.tail(EdgeId{2}) == NodeId{0});
}

TEST_CASE("networks that are all core, or have none, are not split") {
  const auto arc = [](std::uint32_t a, std::uint32_t b) { return Arc{NodeId{a}, NodeId{b}, 1}; };
  CHECK(!split(BalanceNetwork(1, {arc(1, 0), arc(0, 1)})).has_value());
  CHECK(!split(BalanceNetwork(2, {arc(0, 1), arc(2, 0)})).has_value());
}

TEST_CASE("flows of networks with dead ends have their balance, and violated sets are those") {
  test::Random random(11);
  int feasible = 0;
  int violated = 0;
  int cut_in_two = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto n = static_cast<std::uint32_t>(random.between(2, 9));
    std::vector<Arc> arcs;
    for (int k = random.between(1, 16); k > 0; --k) {
      arcs.push_back({NodeId{static_cast<std::uint32_t>(random.below(n + 1))},
                      NodeId{static_cast<std::uint32_t>(random.below(n + 1))}, 1});
    }
    const BalanceNetwork network(n, std::move(arcs));
    Flow x(network.edge_count());
    for (Rational& value : x.values()) value = random.between(0, 3);
    Balance c = balance_of(network, x);
    const bool changed = random.chance(50);
    if (changed) c.values()[random.below(n)] += random.between(-2, 2);
    const Feasibility answer = feasible_flow(network, c);
    cut_in_two += split(network).has_value() ? 1 : 0;
    if (answer.feasible()) {
      CHECK(is_flow(network, c, *answer.flow));
      ++feasible;
    } else {
      REQUIRE(changed);
      CHECK(is_violated(network, c, answer.violated_set));
      ++violated;
    }
  }
  CHECK(feasible > 1500);
  CHECK(violated > 300);
  CHECK(cut_in_two > 500);
}

}  // namespace isthmus

// The search for detachable sets: what it must settle, and how it stops.
#include "isthmus/variety/detachable.hpp"

#include <doctest/doctest.h>

#include <random>

#include "isthmus/flow/feasible.hpp"
#include "support/random_network.hpp"

using namespace isthmus;

namespace {

// A random DAG on `hidden` nodes in which every hidden node has an edge from and to the ground
// side, and about `degree` hidden successors.
BalanceNetwork random_dag(std::uint32_t hidden, std::uint32_t degree, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  const NodeId ground{hidden};
  std::vector<Arc> arcs;
  for (std::uint32_t v = 0; v < hidden; ++v) {
    arcs.push_back({ground, NodeId{v}});
    arcs.push_back({NodeId{v}, ground});
    for (std::uint32_t k = 0; k < degree && v + 1 < hidden; ++k) {
      const auto w = static_cast<std::uint32_t>(v + 1 + generator() % (hidden - v - 1));
      arcs.push_back({NodeId{v}, NodeId{w}});
    }
  }
  return {hidden, std::move(arcs)};
}

Balance random_integers(std::uint32_t hidden, int radius, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  const std::int64_t values = 2 * std::int64_t{radius} + 1;
  Balance c(hidden);
  for (std::uint32_t v = 0; v < hidden; ++v) {
    c[NodeId{v}] = static_cast<std::int64_t>(generator() % values) - radius;
  }
  return c;
}

DetachableSearch search(const BalanceNetwork& network, const Balance& c,
                        DetachableOptions options = {}) {
  return detachable_sets(network, c, *feasible_flow(network, c).flow, std::move(options));
}

}  // namespace

TEST_CASE("twenty hidden nodes with a generic balance are settled within the default budget") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const DetachableSearch found =
        search(random_dag(20, 3, seed), random_integers(20, 1'000'000'000, seed + 100));
    CHECK(found.complete);
    CHECK(found.exists == Answer::no);
    CHECK(found.complex_smooth == Answer::yes);
    CHECK(found.searched_up_to == 20);
  }
}

TEST_CASE("twenty hidden nodes with small integers, where many sums vanish, are settled as well") {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const DetachableSearch found = search(random_dag(20, 3, seed), random_integers(20, 3, seed));
    CHECK(found.complete);
    CHECK(found.exists == Answer::yes);
    CHECK(found.count > 0);
  }
}

TEST_CASE("forty generic nodes: no subset sums to zero") {
  const DetachableSearch found =
      search(random_dag(40, 4, 7), random_integers(40, 1 << 30, 8), {Budget(500'000'000)});
  CHECK(found.complete);
  // 2^40 subsets but only about 2^31 values: vanishing sums exist, connected ones are checked.
  CHECK(found.exists != Answer::not_determined);
}

TEST_CASE("balance zero on a large DAG: exactly the single nodes float") {
  const BalanceNetwork network = random_dag(5000, 3, 1);
  const DetachableSearch found = search(network, Balance(5000));
  CHECK(found.complete);
  CHECK(found.count == 5000);
  CHECK(found.complex_smooth == Answer::no);
}

TEST_CASE("a cycle floats as one piece, its nodes float one by one, nothing in between") {
  const BalanceNetwork network(3, {{NodeId{0}, NodeId{1}},
                                   {NodeId{1}, NodeId{2}},
                                   {NodeId{2}, NodeId{0}},
                                   {NodeId{3}, NodeId{0}}});
  const DetachableSearch found = search(network, Balance(3));
  const std::vector<NodeId> all{NodeId{0}, NodeId{1}, NodeId{2}};
  CHECK(found.sets == std::vector<std::vector<NodeId>>{{all[0]}, {all[1]}, {all[2]}, all});
}

TEST_CASE("a budget that ends says how far the search got, never no") {
  const BalanceNetwork network = random_dag(60, 4, 3);
  Balance c = random_integers(60, 1000, 4);
  for (std::uint32_t v = 0; v < 60; ++v) {
    if (c[NodeId{v}] == 0) c[NodeId{v}] = 1;
  }
  const DetachableSearch found = search(network, c, {Budget(2000)});
  CHECK_FALSE(found.complete);
  CHECK(found.searched_up_to < 60);
  CHECK(found.reason.find("the budget of 2000 steps was used up") != std::string::npos);
  if (found.count == 0) CHECK(found.exists == Answer::not_determined);
  const DetachableSearch again = search(network, c, {Budget(2000)});
  CHECK(again.sets == found.sets);
  CHECK(again.searched_up_to == found.searched_up_to);
}

TEST_CASE("a part that misses the ground floats even when no size was searched") {
  std::vector<Arc> arcs;
  constexpr std::uint32_t n = 50;
  for (std::uint32_t v = 0; v < n; ++v) {
    for (std::uint32_t w = v + 1; w < n; ++w) arcs.push_back({NodeId{v}, NodeId{w}});
  }
  const BalanceNetwork network(n, std::move(arcs));
  Balance c(n);
  for (std::uint32_t v = 0; v + 1 < n; ++v) c[NodeId{v}] = -Rational(1) / (v + 2);
  for (std::uint32_t v = 0; v + 1 < n; ++v) c[NodeId{n - 1}] -= c[NodeId{v}];
  const DetachableSearch found = search(network, c, {Budget(10)});
  CHECK(found.exists == Answer::yes);
  REQUIRE(found.sets.size() == 1);
  CHECK(found.sets.front().size() == n);
}

TEST_CASE(
    "sets that always float are counted once, whether or not the search found and kept them") {
  // Pairs a → b with c = −1, 1 that miss the ground, and a piece too large to be searched to the
  // end.
  constexpr std::uint32_t pairs = 30;
  BalanceNetwork network = random_dag(60, 4, 3);
  std::vector<Arc> arcs;
  const NodeId ground{60 + 2 * pairs};
  for (const EdgeId e : network.edges()) {
    const auto moved = [&](NodeId v) { return network.is_ground(v) ? ground : v; };
    arcs.push_back({moved(network.tail(e)), moved(network.head(e))});
  }
  Balance c(ground.value);
  // Irregular and of both signs along the line of nodes, so that many connected sets stay in play.
  test::Random random(11);
  for (std::uint32_t v = 0; v < 60; ++v) {
    c[NodeId{v}] = random.between(1, 1'000'000'000) * (v < 30 ? -1 : 1);
  }
  for (std::uint32_t i = 0; i < pairs; ++i) {
    arcs.push_back({NodeId{60 + 2 * i}, NodeId{61 + 2 * i}});
    c[NodeId{60 + 2 * i}] = -1;
    c[NodeId{61 + 2 * i}] = 1;
  }
  const BalanceNetwork both(ground.value, std::move(arcs));
  for (const std::size_t keep : {0u, 5u, 1000u}) {
    for (const std::uint64_t steps : {1u, 3000u, 30000u}) {
      CAPTURE(keep);
      CAPTURE(steps);
      DetachableOptions options{Budget(steps)};
      options.keep = keep;
      const DetachableSearch found = search(both, c, options);
      CHECK_FALSE(found.complete);
      CHECK(found.count == pairs);
      CHECK(found.sets.size() == std::min<std::size_t>(keep, pairs));
    }
  }
}

TEST_CASE("only so many sets are kept, all are counted") {
  DetachableOptions options;
  options.keep = 3;
  const DetachableSearch found = search(random_dag(10, 2, 1), Balance(10), options);
  CHECK(found.sets.size() == 3);
  CHECK(found.count == 10);
  CHECK(found.complete);
}

TEST_CASE("the stratum of crossing lines is a point of codimension one") {
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}}, {NodeId{0}, NodeId{1}}});
  const Stratum found = stratum(network, Balance(1), {NodeId{0}}, 1);
  CHECK(found.dimension == 0);
  CHECK(found.codimension == 1);
}

TEST_CASE("a stratum multiplies what floats with what stays") {
  // A cycle of two nodes fed from the ground by a bundle of 3 and drained by one edge.
  const BalanceNetwork network(2, {{NodeId{2}, NodeId{0}, 3},
                                   {NodeId{0}, NodeId{1}},
                                   {NodeId{1}, NodeId{0}},
                                   {NodeId{1}, NodeId{2}}});
  const Stratum both = stratum(network, Balance(2), {NodeId{0}, NodeId{1}}, 4);
  CHECK(both.dimension == 1);  // θ_01² = θ_10²
  CHECK(both.codimension == 3);
}

// The list of all minimum cuts against all sets of small networks, and where theorems count them.
#include "isthmus/flow/all_minimum_cuts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "isthmus/flow/minimum_cut.hpp"
#include "network/disjoint_sets.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

using Sets = std::vector<std::vector<NodeId>>;

struct Weighted {
  BalanceNetwork network;
  Flow weights;
};

Arc arc(std::uint32_t a, std::uint32_t b) { return {NodeId{a}, NodeId{b}, 1}; }

Weighted with_weights(std::uint32_t hidden, std::vector<Arc> arcs, const Rational& weight) {
  Flow weights(std::vector<Rational>(arcs.size(), weight));
  return {BalanceNetwork(hidden, std::move(arcs)), std::move(weights)};
}

// `values`: how many different weights; few values make ties.
Weighted random_weighted(test::Random& random, std::uint32_t hidden, std::size_t edges,
                         std::uint64_t values) {
  std::vector<Arc> arcs;
  Flow weights(edges);
  for (Rational& weight : weights.values()) {
    const auto end = [&] { return static_cast<std::uint32_t>(random.below(hidden + 1)); };
    arcs.push_back(arc(end(), end()));
    weight = Rational(Integer(random.below(values)), values > 3 ? 1 + random.below(3) : 1);
  }
  return {BalanceNetwork(hidden, std::move(arcs)), std::move(weights)};
}

// A permutation of the hidden nodes; the ground stays.
std::vector<std::uint32_t> random_numbers(test::Random& random, std::uint32_t hidden) {
  std::vector<std::uint32_t> number(hidden + 1);
  std::iota(number.begin(), number.end(), 0U);
  for (std::uint32_t v = hidden; v > 1; --v) std::swap(number[v - 1], number[random.below(v)]);
  return number;
}

// Rings and double edges that hang together at single nodes: many ties. Hidden nodes are numbered
// at random.
Weighted random_cactus(test::Random& random, std::uint32_t hidden) {
  const std::vector<std::uint32_t> number = random_numbers(random, hidden);
  std::vector<Arc> arcs;
  for (std::uint32_t v = 0; v < hidden;) {
    const std::uint32_t length = 1 + static_cast<std::uint32_t>(random.below(hidden - v));
    const auto joint = v == 0 ? hidden : static_cast<std::uint32_t>(random.below(v));
    std::uint32_t last = joint;
    for (const std::uint32_t end = v + length; v < end; ++v) {
      arcs.push_back(random.chance(50) ? arc(number[last], number[v])
                                       : arc(number[v], number[last]));
      last = v;
    }
    arcs.push_back(arc(number[last], number[joint]));
  }
  return with_weights(hidden, std::move(arcs), Rational(2, 3));
}

bool small_first(const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Sets brute_force(const Weighted& it, const Rational& value) {
  Sets sets;
  for (std::uint32_t mask = 1; mask < (1U << it.network.hidden_count()); ++mask) {
    std::vector<NodeId> set;
    for (const NodeId v : it.network.hidden_nodes()) {
      if ((mask >> v.value & 1U) != 0) set.push_back(v);
    }
    if (cut_weight(it.network, it.weights, set) == value) sets.push_back(std::move(set));
  }
  std::sort(sets.begin(), sets.end(), small_first);
  return sets;
}

MinimumCuts all_cuts(const Weighted& it) {
  return all_minimum_cuts(it.network, it.weights, minimum_cut(it.network, it.weights)->value);
}

// How many pieces the edges of positive weight with both ends on one side join that side to.
std::size_t pieces(const Weighted& it, const std::vector<NodeId>& set, bool side) {
  PerNode<bool> inside(it.network.node_count(), false);
  for (const NodeId v : set) inside[v] = true;
  DisjointSets joined(it.network.node_count());
  for (const EdgeId e : it.network.edges()) {
    const NodeId a = it.network.tail(e);
    const NodeId b = it.network.head(e);
    if (it.weights[e] > 0 && inside[a] == side && inside[b] == side) joined.join(a.value, b.value);
  }
  const std::size_t other = side ? it.network.node_count() - set.size() : set.size();
  return joined.set_count() - other;
}

void check_laws(const Weighted& it, const MinimumCuts& cuts) {
  const std::uint64_t hidden = it.network.hidden_count();
  CHECK(cuts.complete());
  CHECK(cuts.count >= 1);
  CHECK(cuts.count <= hidden * (hidden + 1) / 2);
  CHECK(cuts.sets.size() == cuts.count);
  CHECK(std::is_sorted(cuts.sets.begin(), cuts.sets.end(), small_first));
  CHECK(std::adjacent_find(cuts.sets.begin(), cuts.sets.end()) == cuts.sets.end());
  for (const std::vector<NodeId>& set : cuts.sets) {
    CHECK(std::is_sorted(set.begin(), set.end()));
    CHECK(cut_weight(it.network, it.weights, set) == cuts.value);
    CHECK(pieces(it, set, true) == 1);
    CHECK(pieces(it, set, false) == 1);
  }
}

Weighted ring(std::uint32_t hidden) {
  std::vector<Arc> arcs;
  for (std::uint32_t v = 0; v <= hidden; ++v) arcs.push_back(arc(v, (v + 1) % (hidden + 1)));
  return with_weights(hidden, std::move(arcs), 1);
}

Weighted complete(std::uint32_t hidden) {
  std::vector<Arc> arcs;
  for (std::uint32_t v = 0; v <= hidden; ++v) {
    for (std::uint32_t w = 0; w < v; ++w) arcs.push_back(arc(w, v));
  }
  return with_weights(hidden, std::move(arcs), 1);
}

}  // namespace

TEST_CASE("all minimum cuts: those of brute force") {
  int ties = 0;
  int several_nodes = 0;
  int tested = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const auto hidden = static_cast<std::uint32_t>(1 + random.below(8));
    const std::uint64_t values[] = {2, 3, 50};
    const Weighted it = seed % 3 == 0
                            ? random_cactus(random, hidden)
                            : random_weighted(random, hidden, hidden + random.below(3 * hidden + 1),
                                              values[seed % 5 % 3]);
    if (minimum_cut(it.network, it.weights)->value == 0) continue;
    const MinimumCuts cuts = all_cuts(it);
    check_laws(it, cuts);
    CHECK(cuts.sets == brute_force(it, cuts.value));
    ++tested;
    ties += cuts.count > 1 ? 1 : 0;
    several_nodes += cuts.sets.back().size() > 1 ? 1 : 0;
  }
  CHECK(tested > 800);
  CHECK(ties > 500);
  CHECK(several_nodes > 500);
}

TEST_CASE("all minimum cuts: numbers and directions do not matter") {
  int ties = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const auto hidden = static_cast<std::uint32_t>(20 + random.below(40));
    const Weighted it = seed % 2 == 0 ? random_cactus(random, hidden)
                                      : random_weighted(random, hidden, 4 * hidden, 2);
    if (minimum_cut(it.network, it.weights)->value == 0) continue;
    const std::vector<std::uint32_t> number = random_numbers(random, hidden);
    std::vector<Arc> arcs;
    for (const EdgeId e : it.network.edges()) {
      const std::uint32_t a = number[it.network.tail(e).value];
      const std::uint32_t b = number[it.network.head(e).value];
      arcs.push_back(random.chance(50) ? arc(a, b) : arc(b, a));
    }
    Sets expected = all_cuts(it).sets;
    for (std::vector<NodeId>& set : expected) {
      for (NodeId& v : set) v = NodeId{number[v.value]};
      std::sort(set.begin(), set.end());
    }
    std::sort(expected.begin(), expected.end(), small_first);
    CHECK(all_cuts({BalanceNetwork(hidden, std::move(arcs)), it.weights}).sets == expected);
    ties += expected.size() > 1 ? 1 : 0;
  }
  CHECK(ties > 30);
}

TEST_CASE("all minimum cuts: the arcs of a ring") {
  for (const std::uint32_t hidden : {1U, 2U, 3U, 10U, 40U}) {
    const Weighted it = ring(hidden);
    const MinimumCuts cuts = all_cuts(it);
    CHECK(cuts.count == hidden * (hidden + 1) / 2);
    check_laws(it, cuts);
  }
}

TEST_CASE("all minimum cuts: single nodes of a complete graph, and all of them") {
  for (const std::uint32_t hidden : {3U, 4U, 12U}) {
    const MinimumCuts cuts = all_cuts(complete(hidden));
    CHECK(cuts.value == hidden);
    CHECK(cuts.count == hidden + 1);
    CHECK(cuts.sets.front() == std::vector<NodeId>{NodeId{0}});
    CHECK(cuts.sets.back().size() == hidden);
  }
}

TEST_CASE("all minimum cuts: what hangs by the weak edges of a chain") {
  // ground -9- a -4- b -1- c -1- d -9- ground
  const Weighted it{BalanceNetwork(4, {arc(4, 0), arc(0, 1), arc(1, 2), arc(2, 3), arc(3, 4)}),
                    Flow(std::vector<Rational>{9, 4, 1, 1, 9})};
  const MinimumCuts cuts = all_cuts(it);
  CHECK(cuts.sets == Sets{{NodeId{2}}});
}

TEST_CASE("all minimum cuts: large networks with few minimum cuts need few steps") {
  test::Random random(5);
  const Weighted it = random_weighted(random, 2000, 40'000, 1'000'000);
  const Rational value = minimum_cut(it.network, it.weights)->value;
  REQUIRE(value > 0);
  const MinimumCuts cuts = all_minimum_cuts(it.network, it.weights, value, Budget(2'000'000));
  check_laws(it, cuts);
}

TEST_CASE("all minimum cuts: the number type does not change the sets") {
  test::Random random(7);
  const Weighted it = random_cactus(random, 30);
  const MinimumCuts cuts = all_cuts(it);
  CHECK(cuts.count > 30);
  for (const unsigned bits : {70U, 150U, 300U}) {
    Weighted scaled = it;
    for (Rational& weight : scaled.weights.values()) weight *= Rational(Integer(1) << bits);
    CHECK(all_cuts(scaled).sets == cuts.sets);
  }
}

TEST_CASE("all minimum cuts: what is not kept is counted") {
  const Weighted it = ring(20);
  const MinimumCuts few = all_minimum_cuts(it.network, it.weights, 2, Budget(), {7, 1000});
  CHECK(few.count == 210);
  CHECK(few.sets.size() == 7);
  const MinimumCuts small = all_minimum_cuts(it.network, it.weights, 2, Budget(), {100, 50});
  std::size_t nodes = 0;
  for (const auto& set : small.sets) nodes += set.size();
  CHECK(small.count == 210);
  CHECK(nodes <= 50);
  CHECK(nodes > 25);
  const MinimumCuts one = all_minimum_cuts(it.network, it.weights, 2, Budget(), {100, 0});
  CHECK(one.sets.size() == 1);
}

TEST_CASE("all minimum cuts: a budget that ends is said") {
  const Weighted it = ring(40);
  const MinimumCuts cuts = all_minimum_cuts(it.network, it.weights, 2, Budget(3000));
  CHECK_FALSE(cuts.complete());
  CHECK(cuts.stopped == "the budget of 3000 steps was used up");
  CHECK(cuts.count > 0);
  CHECK(cuts.count < 820);
  for (const auto& set : cuts.sets) CHECK(cut_weight(it.network, it.weights, set) == 2);
}

}  // namespace isthmus

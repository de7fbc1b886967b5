// Cut trees against all cuts of small networks, and their laws on larger ones.
#include "isthmus/flow/cut_tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "isthmus/flow/minimum_cut.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

struct Weighted {
  BalanceNetwork network;
  Flow weights;
};

// `values`: how many different weights; few values make ties, zero is one of them.
Weighted random_weighted(test::Random& random, std::uint32_t hidden, std::size_t edges,
                         std::uint64_t values) {
  std::vector<Arc> arcs;
  Flow weights(edges);
  for (Rational& weight : weights.values()) {
    const auto end = [&] { return NodeId{static_cast<std::uint32_t>(random.below(hidden + 1))}; };
    arcs.push_back({end(), end(), 1 + random.below(2)});
    weight = Rational(Integer(random.below(values)), Integer(1 + random.below(3)));
  }
  return {BalanceNetwork(hidden, std::move(arcs)), std::move(weights)};
}

CutTree tree_of(const Weighted& it) {
  Budget unlimited;
  std::optional<CutTree> tree = cut_tree(it.network, it.weights, unlimited);
  REQUIRE(tree.has_value());
  return std::move(*tree);
}

// The values of all cuts, by the set of hidden nodes as bits.
std::vector<Rational> all_cuts(const Weighted& it) {
  const std::size_t hidden = it.network.hidden_count();
  std::vector<Rational> values;
  for (std::uint32_t mask = 0; mask < (1U << hidden); ++mask) {
    std::vector<NodeId> set;
    for (std::uint32_t v = 0; v < hidden; ++v) {
      if ((mask >> v & 1U) != 0) set.push_back(NodeId{v});
    }
    values.push_back(cut_weight(it.network, it.weights, set));
  }
  return values;
}

Rational cheapest(const std::vector<Rational>& cuts, std::uint32_t a, std::uint32_t b) {
  std::optional<Rational> best;
  for (std::uint32_t mask = 0; mask < cuts.size(); ++mask) {
    if ((mask >> a & 1U) == (mask >> b & 1U)) continue;
    if (!best || cuts[mask] < *best) best = cuts[mask];
  }
  return *best;
}

std::vector<NodeId> way_up(const CutTree& tree, NodeId v) {
  std::vector<NodeId> way{v};
  while (tree.parent[v] != v) way.push_back(v = tree.parent[v]);
  return way;
}

// The least value between two nodes: the ways up without what they share.
Rational least_between(const CutTree& tree, NodeId a, NodeId b) {
  std::vector<NodeId> up_a = way_up(tree, a);
  std::vector<NodeId> up_b = way_up(tree, b);
  while (!up_a.empty() && !up_b.empty() && up_a.back() == up_b.back()) {
    up_a.pop_back();
    up_b.pop_back();
  }
  up_a.insert(up_a.end(), up_b.begin(), up_b.end());
  Rational least = tree.value[up_a.front()];
  for (const NodeId v : up_a) least = std::min(least, tree.value[v]);
  return least;
}

void check_tree_cuts(const Weighted& it, const CutTree& tree) {
  for (const NodeId v : it.network.hidden_nodes()) {
    const std::vector<NodeId> set = tree.below(v);
    CHECK(std::is_sorted(set.begin(), set.end()));
    CHECK(std::binary_search(set.begin(), set.end(), v));
    CHECK_FALSE(std::binary_search(set.begin(), set.end(), tree.parent[v]));
    CHECK(cut_weight(it.network, it.weights, set) == tree.value[v]);
  }
}

}  // namespace

TEST_CASE("a chain hangs from the ground by its weakest edges") {
  // ground -9- a -1- b -4- c -2- ground
  const Weighted it{BalanceNetwork(3, {{NodeId{3}, NodeId{0}, 1},
                                       {NodeId{0}, NodeId{1}, 1},
                                       {NodeId{1}, NodeId{2}, 1},
                                       {NodeId{2}, NodeId{3}, 1}}),
                    Flow(std::vector<Rational>{9, 1, 4, 2})};
  const CutTree tree = tree_of(it);
  CHECK(least_between(tree, NodeId{0}, NodeId{3}) == 10);
  CHECK(least_between(tree, NodeId{1}, NodeId{3}) == 3);
  CHECK(least_between(tree, NodeId{2}, NodeId{3}) == 3);
  CHECK(least_between(tree, NodeId{1}, NodeId{2}) == 5);
  check_tree_cuts(it, tree);
}

TEST_CASE("a path in the tree is the cheapest of all cuts between its ends") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const auto hidden = static_cast<std::uint32_t>(1 + random.below(7));
    const Weighted it = random_weighted(random, hidden, random.below(18), seed % 2 == 0 ? 3 : 50);
    const CutTree tree = tree_of(it);
    const std::vector<Rational> cuts = all_cuts(it);
    check_tree_cuts(it, tree);
    for (std::uint32_t a = 0; a <= hidden; ++a) {
      for (std::uint32_t b = 0; b < a; ++b) {
        CHECK(least_between(tree, NodeId{a}, NodeId{b}) == cheapest(cuts, a, b));
      }
    }
  }
}

TEST_CASE("the least value of the tree is the global minimum cut") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const auto hidden = static_cast<std::uint32_t>(20 + random.below(60));
    const Weighted it = random_weighted(random, hidden, hidden * (1 + random.below(4)), 100);
    const CutTree tree = tree_of(it);
    check_tree_cuts(it, tree);
    Rational least = tree.value[NodeId{0}];
    for (const NodeId v : it.network.hidden_nodes()) least = std::min(least, tree.value[v]);
    CHECK(least == minimum_cut(it.network, it.weights)->value);
  }
}

TEST_CASE("the number type does not change the tree") {
  test::Random random(7);
  const Weighted it = random_weighted(random, 30, 90, 1000);
  const CutTree tree = tree_of(it);
  for (const unsigned bits : {70U, 150U, 300U}) {
    Weighted scaled = it;
    const Rational factor = Rational(Integer(1) << bits);
    for (Rational& weight : scaled.weights.values()) weight *= factor;
    const CutTree other = tree_of(scaled);
    CHECK(other.parent == tree.parent);
    for (const NodeId v : it.network.nodes()) CHECK(other.value[v] == tree.value[v] * factor);
  }
}

TEST_CASE("a budget that ends is no tree") {
  test::Random random(3);
  const Weighted it = random_weighted(random, 20, 60, 1000);
  Budget budget(50);
  CHECK_FALSE(cut_tree(it.network, it.weights, budget).has_value());
  CHECK(budget.exhausted());
}

TEST_CASE("without hidden nodes the tree is the ground") {
  const Weighted it{BalanceNetwork(0, {}), Flow(0)};
  CHECK(tree_of(it).parent.values() == std::vector<NodeId>{NodeId{0}});
}

}  // namespace isthmus

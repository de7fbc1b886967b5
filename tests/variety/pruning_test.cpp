// The ranking of sub-networks against all sets of small networks, and what it says of each set.
#include "isthmus/variety/pruning.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "isthmus/flow/balance_gap.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/variety/detachable.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

struct Point {
  BalanceNetwork network;
  Flow x;
  Balance c;
};

Point random_point(std::uint64_t seed) {
  test::Random random(seed);
  const std::size_t hidden = 1 + random.below(6);
  BalanceNetwork network(hidden, test::random_arcs(random, hidden, 16));
  Flow x(test::random_squares(random, network.edge_count(), random.between(0, 60)));
  Balance c = balance_of(network, x);
  return {std::move(network), std::move(x), std::move(c)};
}

std::vector<NodeId> set_of(std::uint32_t mask) {
  std::vector<NodeId> set;
  for (std::uint32_t v = 0; v < 32; ++v) {
    if ((mask >> v & 1U) != 0) set.push_back(NodeId{v});
  }
  return set;
}

Pruning everything(const Point& point, PruneSets sets = PruneSets::all) {
  PruneOptions options;
  options.sets = sets;
  options.top = 1000;
  return rank_sub_networks(point.network, point.x, point.c, options);
}

bool feasible_on(const Part& part, const Balance& c) {
  Balance own(part.nodes.size());
  for (std::uint32_t i = 0; i < part.nodes.size(); ++i) own[NodeId{i}] = c[part.nodes[i]];
  return feasible_flow(part.network, own).feasible();
}

// What cutting a set at the present weights does to the balance.
Rational change_by_cutting(const Point& point, const std::vector<NodeId>& set) {
  Flow cut = point.x;
  const auto inside = [&](NodeId v) { return std::binary_search(set.begin(), set.end(), v); };
  for (const EdgeId e : point.network.edges()) {
    if (inside(point.network.tail(e)) != inside(point.network.head(e))) cut[e] = 0;
  }
  const Balance after = balance_of(point.network, cut);
  Rational change = 0;
  for (const NodeId v : point.network.hidden_nodes()) change += abs(after[v] - point.c[v]);
  return change;
}

void check_candidate(const Point& point, const PruneCandidate& candidate) {
  CHECK(candidate.cut_weight == cut_weight(point.network, point.x, candidate.set));
  Rational balance = 0;
  for (const NodeId v : candidate.set) balance += point.c[v];
  CHECK(candidate.balance == balance);
  CHECK(candidate.change() >= abs(balance));
  CHECK(candidate.change() <= change_by_cutting(point, candidate.set));
  const bool inside = feasible_on(induced_part(point.network, candidate.set), point.c);
  const bool outside = feasible_on(part_without(point.network, candidate.set), point.c);
  CHECK(candidate.detachable() == (inside && outside));
  CHECK((candidate.change_inside == 0) == inside);
  CHECK((candidate.change_outside == 0) == outside);
}

bool contains(const PruneCandidate& candidate, NodeId v) {
  return std::binary_search(candidate.set.begin(), candidate.set.end(), v);
}

}  // namespace

TEST_CASE("for every node the cheapest of all sets that contain it is ranked") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const Point point = random_point(seed);
    const Pruning result = everything(point);
    CHECK(result.by_tree);
    CHECK(result.nearest->value == result.candidates.front().cut_weight);
    for (const NodeId v : point.network.hidden_nodes()) {
      std::optional<Rational> best;
      for (std::uint32_t mask = 1; mask < (1U << point.network.hidden_count()); ++mask) {
        if ((mask >> v.value & 1U) == 0) continue;
        const Rational value = cut_weight(point.network, point.x, set_of(mask));
        if (!best || value < *best) best = value;
      }
      const auto first = std::find_if(result.candidates.begin(), result.candidates.end(),
                                      [&](const auto& each) { return contains(each, v); });
      REQUIRE(first != result.candidates.end());
      CHECK(first->cut_weight == *best);
    }
  }
}

TEST_CASE("every set that attains the distance is listed, or the pieces that do") {
  int ties = 0;
  int cut_off = 0;
  for (std::uint64_t seed = 0; seed < 900; ++seed) {
    CAPTURE(seed);
    const Point point = random_point(seed);
    const Pruning result = everything(point);
    std::vector<std::vector<NodeId>> expected;
    for (std::uint32_t mask = 1; mask < (1U << point.network.hidden_count()); ++mask) {
      std::vector<NodeId> set = set_of(mask);
      if (cut_weight(point.network, point.x, set) == result.nearest->value) {
        expected.push_back(std::move(set));
      }
    }
    const MinimumCuts& all = result.all_nearest;
    CHECK(all.complete());
    CHECK(all.value == result.nearest->value);
    CHECK(all.count == all.sets.size());
    if (all.value == 0) {
      ++cut_off;
      CHECK(expected.size() == (1U << all.count) - 1);
      for (const auto& set : all.sets) {
        CHECK(std::find(expected.begin(), expected.end(), set) != expected.end());
      }
      continue;
    }
    ties += all.count > 1 ? 1 : 0;
    std::vector<std::vector<NodeId>> found = all.sets;
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    CHECK(found == expected);
  }
  CHECK(ties > 15);
  CHECK(cut_off > 100);
}

TEST_CASE("every ranked set is described as it is, once, in order") {
  int detachable = 0;
  int several = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const Point point = random_point(seed);
    const Pruning result = everything(point);
    std::vector<std::vector<NodeId>> sets;
    for (const PruneCandidate& candidate : result.candidates) {
      check_candidate(point, candidate);
      detachable += candidate.detachable() ? 1 : 0;
      several += candidate.set.size() > 1 ? 1 : 0;
      sets.push_back(candidate.set);
    }
    CHECK(std::is_sorted(result.candidates.begin(), result.candidates.end(),
                         [](const auto& a, const auto& b) { return a.cut_weight < b.cut_weight; }));
    std::sort(sets.begin(), sets.end());
    CHECK(std::adjacent_find(sets.begin(), sets.end()) == sets.end());
  }
  CHECK(detachable > 100);
  CHECK(several > 100);
}

TEST_CASE("single nodes, larger sets and both") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const Point point = random_point(seed);
    const Pruning single = everything(point, PruneSets::single);
    const Pruning several = everything(point, PruneSets::several);
    CHECK(single.candidates.size() == point.network.hidden_count());
    for (const auto& each : single.candidates) CHECK(each.set.size() == 1);
    for (const auto& each : several.candidates) CHECK(each.set.size() > 1);
    CHECK(single.candidates.size() + several.candidates.size() ==
          everything(point).candidates.size());
    CHECK_FALSE(single.by_tree);
    CHECK(several.by_tree);
  }
}

TEST_CASE("the sets to remove are the first that do not overlap") {
  int passed_over = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    const Point point = random_point(seed);
    PruneOptions options;
    options.top = 1;
    options.remove = 1 + seed % 4;
    const Pruning result = rank_sub_networks(point.network, point.x, point.c, options);
    CHECK(result.chosen.size() <= options.remove);
    std::vector<NodeId> taken;
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < result.candidates.size(); ++i) {
      const std::vector<NodeId>& set = result.candidates[i].set;
      const bool free = std::none_of(set.begin(), set.end(), [&](NodeId v) {
        return std::find(taken.begin(), taken.end(), v) != taken.end();
      });
      if (!free || expected.size() == options.remove) {
        ++passed_over;
        continue;
      }
      expected.push_back(i);
      taken.insert(taken.end(), set.begin(), set.end());
    }
    CHECK(result.chosen == expected);
    // The list goes on until there are enough, and to its end if there never are.
    const std::size_t all = everything(point).candidates.size();
    if (result.chosen.size() < options.remove) CHECK(result.candidates.size() == all);
    if (result.chosen.size() == options.remove) {
      CHECK(result.chosen.back() + 1 == result.candidates.size());
    }
  }
  CHECK(passed_over > 10);
}

TEST_CASE("without a tree the minimum cut is still ranked") {
  // Two nodes tied strongly, hanging weakly from the ground: the pair is cheaper than either.
  const BalanceNetwork network(
      2, {{NodeId{2}, NodeId{0}, 3}, {NodeId{0}, NodeId{1}, 2}, {NodeId{1}, NodeId{2}, 1}});
  const Flow x(std::vector<Rational>{1, 9, 2});
  const Balance c = balance_of(network, x);
  PruneOptions options;
  options.tree_edges = 2;  // three pairs are joined
  const Pruning result = rank_sub_networks(network, x, c, options);
  CHECK_FALSE(result.by_tree);
  CHECK(result.reason ==
        "weights join more than 2 pairs of nodes (all inputs and outputs are one)");
  REQUIRE(result.candidates.size() == 3);
  CHECK(result.candidates[0].set == std::vector<NodeId>{NodeId{0}, NodeId{1}});
  CHECK(result.candidates[0].cut_weight == 3);
  CHECK(result.candidates[0].balance == -1);
  CHECK(result.candidates[0].change() == 1);  // −8 and 7: move one of them by 1
  CHECK(result.candidates[0].weights == 6);
  CHECK(result.candidates[1].set == std::vector<NodeId>{NodeId{0}});
  CHECK(result.candidates[1].change_inside == 8);
  CHECK(result.candidates[1].change_outside == 7);  // nothing else leads into the other node

  options.tree_edges = 100;
  options.budget = Budget(1);
  const Pruning stopped = rank_sub_networks(network, x, c, options);
  CHECK_FALSE(stopped.by_tree);
  CHECK(stopped.reason == "the budget of 1 step was used up");
  CHECK(stopped.candidates.size() == 3);
}

TEST_CASE("without hidden nodes there is nothing to prune") {
  const BalanceNetwork network(0, {{NodeId{0}, NodeId{0}, 1}});
  const Pruning result = rank_sub_networks(network, Flow(1), Balance(0));
  CHECK_FALSE(result.nearest.has_value());
  CHECK(result.all_nearest.count == 0);
  CHECK(result.candidates.empty());
}

}  // namespace isthmus

// Witnesses and exhaustive searches on random networks. The steps of the searches are verified by
// the independent checker (tests/proof); here is what can be said without it.
#include "isthmus/variety/strata_evidence.hpp"

#include <doctest/doctest.h>

#include "isthmus/flow/feasible.hpp"
#include "isthmus/variety/detachable.hpp"
#include "isthmus/variety/point.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {
namespace {

Flow sum(Flow x, const SparseVector& difference) {
  for (const auto& [e, amount] : difference) x[e] += amount;
  return x;
}

template <class Step>
std::size_t count(const std::vector<SearchStep>& steps) {
  std::size_t found = 0;
  for (const SearchStep& step : steps) found += std::holds_alternative<Step>(step) ? 1 : 0;
  return found;
}

TEST_CASE("every detachable set is a floating component of its witness") {
  Random random(11);
  std::size_t witnesses = 0;
  std::size_t pairs = 0;
  for (int round = 0; round < 1500; ++round) {
    const Instance instance = random_instance(random, {6, 12});
    const BalanceNetwork network = instance.network();
    const Feasibility base = feasible_flow(network, instance.c);
    if (!base.feasible()) continue;
    const auto sets = detachable_sets(network, instance.c, *base.flow).sets;
    const auto found = stratum_witnesses(network, *base.flow, sets);
    REQUIRE(found.size() == sets.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
      CHECK(found[i].set == sets[i]);
      const Flow x = sum(*base.flow, found[i].difference);
      CHECK(is_flow(network, instance.c, x));
      const auto floating = rank_at(network, x).floating;
      CHECK(std::find(floating.begin(), floating.end(), sets[i]) != floating.end());
      ++witnesses;
      if (sets[i].size() > 1) ++pairs;
    }
  }
  CHECK(witnesses > 500);
  CHECK(pairs > 100);
}

TEST_CASE("a search names every set once, and splits only where a set falls apart") {
  Random random(12);
  std::size_t splits = 0;
  for (int round = 0; round < 800; ++round) {
    const Instance instance = random_instance(random, {5, 12});
    const BalanceNetwork network = instance.network();
    const Feasibility base = feasible_flow(network, instance.c);
    if (!base.feasible()) continue;
    const auto sets = detachable_sets(network, instance.c, *base.flow).sets;
    const auto steps = exhaustive_search(network, instance.c, sets);
    REQUIRE(steps);
    CHECK(count<SearchFound>(*steps) == sets.size());
    // Every branch has two subtrees, so leaves are one more than branches.
    CHECK(2 * count<SearchBranch>(*steps) + 1 == steps->size());
    splits += count<SearchSplit>(*steps);
    if (sets.empty()) CHECK(count<SearchSplit>(*steps) == 0);
    CHECK(!exhaustive_search(network, instance.c, sets, steps->size() - 1));
    CHECK(exhaustive_search(network, instance.c, sets, steps->size()));
    if (!sets.empty()) {
      CHECK_THROWS(static_cast<void>(
          exhaustive_search(network, instance.c, {sets.begin() + 1, sets.end()})));
    }
  }
  CHECK(splits > 5);
}

}  // namespace
}  // namespace isthmus::test

#include "motion/unlock_core.hpp"

#include <doctest/doctest.h>

#include "motion/unlock_oracle.hpp"
#include "support/random_network.hpp"

namespace isthmus::motion {
namespace {

using test::LockOracle;
using test::Random;

struct Example {
  std::size_t hidden;
  std::vector<Arc> arcs;
  std::vector<std::int64_t> x;

  [[nodiscard]] BalanceNetwork network() const { return {hidden, arcs}; }
  [[nodiscard]] Flow flow() const { return Flow(std::vector<Rational>(x.begin(), x.end())); }
  [[nodiscard]] LockOracle oracle() const { return {hidden, arcs, x}; }
};

CoreUnlocking solve(const Example& example) {
  const BalanceNetwork network = example.network();
  return unlock_core(network, example.flow(), PerNode<bool>(network.node_count(), false));
}

// Squares 4^i and 2·4^i mostly, so that equality is within reach.
Example random_example(Random& random, std::size_t most_hidden, bool acyclic_walks) {
  Example example;
  example.hidden = 1 + random.below(most_hidden);
  example.arcs = test::random_arcs(random, example.hidden, 9);
  if (acyclic_walks) {  // every node gets a way in and a way out
    const NodeId ground{static_cast<std::uint32_t>(example.hidden)};
    for (std::uint32_t v = 0; v < example.hidden; ++v) {
      const NodeId before = v > 0 && random.chance(60) ? NodeId{v - 1} : ground;
      const NodeId after = v + 1 < example.hidden && random.chance(60) ? NodeId{v + 1} : ground;
      example.arcs.push_back({before, NodeId{v}});
      example.arcs.push_back({NodeId{v}, after});
    }
    const std::size_t extra = example.arcs.size() - 2 * example.hidden;
    if (random.chance(50)) example.arcs.erase(example.arcs.begin(), example.arcs.begin() + extra);
  }
  const int zeros = acyclic_walks ? 0 : random.between(0, 40);
  for (std::size_t i = 0; i < example.arcs.size(); ++i) {
    const std::int64_t odd = random.chance(70) ? 1 : 2 * random.between(0, 4) + 1;
    const std::int64_t square = odd * odd << random.between(0, 7);
    example.x.push_back(random.chance(zeros) ? 0 : square);
  }
  return example;
}

// Never worse than the start, counted by definition, and never above what is claimed to be least.
std::size_t check(const Example& example, bool& optimal) {
  const CoreUnlocking found = solve(example);
  const LockOracle oracle = example.oracle();
  const std::size_t after = oracle.locks(found.k.values());
  const std::size_t before = oracle.locks(std::vector<std::int32_t>(example.hidden, 0));
  const std::size_t fewest = oracle.fewest();
  CHECK(found.remaining.size() == after);
  CHECK(after <= before);
  CHECK(found.least <= after);
  CHECK(found.least <= fewest);
  optimal = after <= fewest;
  return found.least == after ? 1 : 0;
}

TEST_CASE("unlock: against all exponents of a box, networks of any kind") {
  Random random(1);
  std::size_t proved = 0;
  std::size_t optimal = 0;
  constexpr std::size_t runs = 1500;
  for (std::size_t i = 0; i < runs; ++i) {
    bool best = false;
    proved += check(random_example(random, 3, i % 2 == 0), best);
    optimal += best ? 1 : 0;
  }
  CHECK(proved >= runs - 6);
  CHECK(optimal >= runs - 2);
}

TEST_CASE("unlock: twice is once") {
  Random random(2);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    Example example = random_example(random, 4, i % 2 == 0);
    const BalanceNetwork network = example.network();
    const PerNode<bool> held(network.node_count(), false);
    const CoreUnlocking once = unlock_core(network, example.flow(), held);
    const CoreUnlocking twice =
        unlock_core(network, rescaled(network, example.flow(), once.k), held);
    CHECK(twice.k == PowerRescaling(example.hidden, 0));
    CHECK(twice.remaining.size() == once.remaining.size());
    CHECK(twice.least == once.least);
    changed += once.k == PowerRescaling(example.hidden, 0) ? 0 : 1;
  }
  CHECK(changed > 50);
}

TEST_CASE("unlock: what is held stays") {
  Random random(3);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    const Example example = random_example(random, 4, true);
    const BalanceNetwork network = example.network();
    PerNode<bool> held(network.node_count(), false);
    held[NodeId{0}] = true;
    const CoreUnlocking found = unlock_core(network, example.flow(), held);
    CHECK(found.k[NodeId{0}] == 0);
    CHECK(found.remaining.size() == example.oracle().locks(found.k.values()));
    for (const CoreLock& lock : found.remaining) {
      if (lock.reason == LockReason::range) ++compared;
      CHECK(lock.reason != LockReason::unknown);
    }
  }
  CHECK(compared > 10);
}

const NodeId ground1{1};

TEST_CASE("unlock: a neuron alone is made to balance if its quotient is a power of 16") {
  // in → h → out with squares 1 and q.
  const auto locks = [](std::int64_t q) {
    return solve({1, {{ground1, NodeId{0}}, {NodeId{0}, ground1}}, {1, q}});
  };
  CHECK(locks(256).remaining.empty());
  CHECK(locks(256).k.values() == std::vector<std::int32_t>{2});
  for (const std::int64_t q : {2, 3, 4, 9, 64}) {
    const CoreUnlocking found = locks(q);
    CHECK(found.least == 1);
    REQUIRE(found.remaining.size() == 1);
    CHECK(found.remaining[0].reason == LockReason::series);
    CHECK(found.remaining[0].series == std::vector<EdgeId>{EdgeId{0}, EdgeId{1}});
    CHECK(found.k.values() == std::vector<std::int32_t>{0});
  }
}

TEST_CASE("unlock: a scalar output is unlocked by its own neuron, as far as that takes") {
  // Two edges into h with squares 1 and 2, one out with square 48 = 16 · 3.
  const CoreUnlocking found =
      solve({1, {{ground1, NodeId{0}}, {ground1, NodeId{0}}, {NodeId{0}, ground1}}, {1, 2, 48}});
  CHECK(found.remaining.empty());
  CHECK(found.k.values() == std::vector<std::int32_t>{1});
}

TEST_CASE("unlock: weights that are zero can make a lock permanent") {
  const Example example{
      1, {{ground1, NodeId{0}}, {NodeId{0}, ground1}, {NodeId{0}, ground1}}, {9, 0, 0}};
  const CoreUnlocking found = solve(example);
  CHECK(found.least == 1);
  REQUIRE(found.remaining.size() == 1);
  CHECK(found.remaining[0].edge == EdgeId{0});
  CHECK(found.remaining[0].reason == LockReason::dead_end);
}

}  // namespace
}  // namespace isthmus::motion

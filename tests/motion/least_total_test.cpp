#include "motion/least_total.hpp"

#include <doctest/doctest.h>

#include <optional>

#include "support/random_network.hpp"

namespace isthmus::motion {
namespace {

using test::Random;

Rational total(const Flow& x) {
  Rational sum = 0;
  for (const Rational& value : x.values()) sum += value;
  return sum;
}

// The least sum over all k with |k_v − start_v| <= reach.
Rational least_in_box(const BalanceNetwork& network, const Flow& x, const PowerRescaling& start,
                      int reach) {
  PowerRescaling k = start;
  for (std::int32_t& value : k.values()) value -= reach;
  Rational least = total(rescaled(network, x, k));
  for (;;) {
    std::size_t v = 0;
    while (v < k.size() && k.values()[v] == start.values()[v] + reach) {
      k.values()[v] -= 2 * reach;
      ++v;
    }
    if (v == k.size()) return least;
    ++k.values()[v];
    const Rational here = total(rescaled(network, x, k));
    if (here < least) least = here;
  }
}

struct Example {
  BalanceNetwork network;
  Flow x;
};

Example random_example(Random& random, int zeros) {
  const std::size_t hidden = 1 + random.below(3);
  std::vector<Arc> arcs = test::random_arcs(random, hidden, 7);
  const NodeId ground{static_cast<std::uint32_t>(hidden)};
  for (std::uint32_t v = 0; v < hidden && zeros == 0; ++v) {
    arcs.push_back({v == 0 ? ground : NodeId{v - 1}, NodeId{v}});
  }
  if (zeros == 0) arcs.push_back({NodeId{static_cast<std::uint32_t>(hidden - 1)}, ground});
  std::vector<Rational> x;
  for (std::size_t e = 0; e < arcs.size(); ++e) {
    const Rational square = Integer(1 + random.below(9)) << static_cast<unsigned>(random.below(12));
    x.push_back(random.chance(zeros) ? Rational(0) : square);
  }
  return {BalanceNetwork(hidden, std::move(arcs)), Flow(std::move(x))};
}

TEST_CASE("balanced: the sum is the least in a box around it, and proved") {
  Random random(7);
  std::size_t sets = 0;
  for (int i = 0; i < 200; ++i) {
    const Example it = random_example(random, 0);
    const PerNode<bool> held(it.network.node_count(), false);
    const LeastTotal found = least_total(it.network, it.x, held);
    CHECK(found.open.empty());
    const Rational sum = total(rescaled(it.network, it.x, found.k));
    CHECK(sum == least_in_box(it.network, it.x, found.k, 2));
    const LeastTotal single = least_total(it.network, it.x, held, 0);
    CHECK(!single.open.empty());
    CHECK(sum <= total(rescaled(it.network, it.x, single.k)));
    if (total(rescaled(it.network, it.x, single.k)) > sum) ++sets;
  }
  CHECK(sets > 0);  // single nodes alone would not do
}

TEST_CASE("balanced: dead ends and held nodes stay, and nothing is claimed then") {
  Random random(8);
  std::size_t open = 0;
  for (int i = 0; i < 200; ++i) {
    const Example it = random_example(random, 40);
    PerNode<bool> held(it.network.node_count(), false);
    held[NodeId{0}] = i % 2 == 0;
    const LeastTotal found = least_total(it.network, it.x, held);
    if (held[NodeId{0}]) CHECK(found.k[NodeId{0}] == 0);
    CHECK(total(rescaled(it.network, it.x, found.k)) <= total(it.x));
    if (!found.open.empty()) ++open;
    const LeastTotal again = least_total(it.network, rescaled(it.network, it.x, found.k), held);
    CHECK(again.k == PowerRescaling(it.network.hidden_count(), 0));
  }
  CHECK(open > 20);
  CHECK(open < 180);
}

TEST_CASE("balanced: the shift of one node is the best one") {
  CHECK(best_shift(1, 4) == 0);
  CHECK(best_shift(1, 5) == 1);
  CHECK(best_shift(1, 64) == 1);
  CHECK(best_shift(1, 65) == 2);
  CHECK(best_shift(4, 1) == 0);
  CHECK(best_shift(Rational(5, 7), Rational(1, 7)) == -1);
}

}  // namespace
}  // namespace isthmus::motion

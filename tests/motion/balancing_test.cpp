#include "isthmus/motion/balancing.hpp"

#include <doctest/doctest.h>

#include "isthmus/variety/point.hpp"
#include "motion/brute_reach.hpp"
#include "motion/exact_scale.hpp"
#include "motion/sandwich.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

const NodeId ground1{1};

// ground → 0 → ground with squares a and b.
BalanceNetwork neuron() { return BalanceNetwork(1, {{ground1, NodeId{0}}, {NodeId{0}, ground1}}); }

Balance only(const Rational& c) { return Balance(std::vector<Rational>{c}); }
Flow flow(std::vector<Rational> x) { return Flow(std::move(x)); }

// The laws at factors that lie between the ends: every flow is increasing in the factor of its head
// and decreasing in that of its tail.
struct LawInterval {
  Rational low, high;
};
std::vector<LawInterval> laws_at(const BalanceNetwork& network, const Flow& x,
                                 const PerNode<Enclosure>& scale) {
  std::vector<LawInterval> laws(network.hidden_count());
  const auto at = [&](NodeId v) { return network.is_ground(v) ? Enclosure{1, 1} : scale[v]; };
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e)) continue;
    const Enclosure head = at(network.head(e));
    const Enclosure tail = at(network.tail(e));
    const Rational low = head.lower / tail.upper;
    const Rational high = head.upper / tail.lower;
    if (!network.is_ground(network.head(e))) {
      laws[network.head(e).value].low += x[e] * low * low;
      laws[network.head(e).value].high += x[e] * high * high;
    }
    if (!network.is_ground(network.tail(e))) {
      laws[network.tail(e).value].low -= x[e] * high * high;
      laws[network.tail(e).value].high -= x[e] * low * low;
    }
  }
  return laws;
}

void check_enclosure(const BalanceNetwork& network, const Flow& x, const Balance& c, int bits) {
  const Balancing result = rescale_onto(network, x, c, {.bits = bits});
  REQUIRE(result.possible());
  REQUIRE(result.scale.has_value());
  const auto laws = laws_at(network, x, *result.scale);
  for (const NodeId v : network.hidden_nodes()) {
    const Enclosure& factor = (*result.scale)[v];
    CHECK(factor.lower > 0);
    CHECK(factor.lower <= factor.upper);
    CHECK((factor.upper - factor.lower) * (Integer(1) << static_cast<unsigned>(bits)) <=
          factor.lower);
    CHECK(laws[v.value].low <= c[v]);
    CHECK(c[v] <= laws[v.value].high);
  }
}

TEST_CASE("balancing: one neuron by hand") {
  // 16·λ² − 1/λ² = 15 at λ = 1; 9/λ² with c = −9 and no in-weight; λ² = 2 is irrational.
  const Balancing one = rescale_onto(neuron(), flow({16, 1}), only(15));
  REQUIRE(one.scale);
  CHECK((*one.scale)[NodeId{0}].lower <= 1);
  CHECK((*one.scale)[NodeId{0}].upper >= 1);
  const Balancing root = rescale_onto(neuron(), flow({1, 0}), only(2));
  REQUIRE(root.scale);
  const Enclosure factor = (*root.scale)[NodeId{0}];
  CHECK(factor.lower * factor.lower < 2);
  CHECK(factor.upper * factor.upper > 2);
}

TEST_CASE("balancing: cuts by hand") {
  const Balancing sign = rescale_onto(neuron(), flow({1, 0}), only(-2));
  REQUIRE(sign.cut);
  CHECK(sign.cut->set == std::vector<NodeId>{NodeId{0}});
  CHECK(sign.cut->missing == CutKind::out);
  CHECK(sign.cut->balance == -2);
  CHECK(sign.cut->crossing == std::vector<EdgeId>{EdgeId{0}});
  // c = 0 is on the boundary: the in-weight would have to vanish.
  CHECK(rescale_onto(neuron(), flow({1, 0}), only(0)).cut.has_value());
  CHECK(rescale_onto(neuron(), flow({1, 1}), only(0)).possible());
  // Nothing flows, nothing may be asked for.
  CHECK(rescale_onto(neuron(), flow({0, 0}), only(0)).possible());
  CHECK(rescale_onto(neuron(), flow({0, 0}), only(1)).cut.has_value());
}

TEST_CASE(
    "balancing: a planted rescaling of any network is found, and only ratios count where "
    "nothing leads to the ground") {
  test::Random random(20);
  std::size_t with_floating = 0;
  for (int i = 0; i < 400; ++i) {
    const std::size_t hidden = 1 + random.below(5);
    const BalanceNetwork network(hidden, test::random_arcs(random, hidden, 12));
    Flow x(network.edge_count());
    Flow moved(network.edge_count());
    std::vector<Rational> square(hidden + 1, 1);
    for (std::size_t v = 0; v < hidden; ++v) {
      square[v] = Rational(random.between(1, 2000), random.between(1, 2000));
    }
    for (const EdgeId e : network.edges()) {
      if (random.chance(25)) continue;
      x[e] = Rational(random.between(1, 1000), random.between(1, 1000));
      moved[e] = x[e] * square[network.head(e).value] / square[network.tail(e).value];
    }
    check_enclosure(network, x, balance_of(network, moved), random.chance(50) ? 40 : 200);
    with_floating += rank_at(network, x).singular() ? 1 : 0;
  }
  CHECK(with_floating > 50);
}

TEST_CASE("balancing: possible exactly when all vertices and rays say so; cuts are cuts") {
  test::Random random(21);
  std::size_t possible = 0;
  std::size_t blocked = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t hidden = 1 + random.below(4);
    const BalanceNetwork network(hidden, test::random_arcs(random, hidden, 8));
    Flow x(network.edge_count());
    for (const EdgeId e : network.edges()) x[e] = random.between(0, 2);
    Balance c(hidden);
    for (const NodeId v : network.hidden_nodes()) c[v] = random.between(-2, 2);
    // Balances on the boundary of the cone: those of smaller supports.
    if (random.chance(60)) {
      Flow other = x;
      for (const EdgeId e : network.edges()) {
        if (random.chance(40)) other[e] = 0;
      }
      c = balance_of(network, other);
    }
    const bool expected = test::strict_flow_exists(network, x, c);
    const auto cut = blocking_cut(network, support_of(x), c);
    CHECK(cut.has_value() == !expected);
    if (cut) CHECK(is_blocking(network, support_of(x), c, *cut));
    if (expected) check_enclosure(network, x, c, 40);
    ++(expected ? possible : blocked);
  }
  CHECK(possible > 100);
  CHECK(blocked > 100);
}

TEST_CASE("balancing: a chain of hard cases: long, ill-conditioned, far away") {
  for (const int length : {1, 10, 60}) {
    std::vector<Arc> arcs;
    const auto n = static_cast<std::uint32_t>(length);
    for (std::uint32_t v = 0; v <= n; ++v) arcs.push_back({NodeId{(v + n) % (n + 1)}, NodeId{v}});
    const BalanceNetwork network(n, arcs);
    Flow x(network.edge_count());
    Flow moved(network.edge_count());
    const Integer huge = Integer(1) << 3000U;
    for (const EdgeId e : network.edges()) {
      x[e] = e.value % 2 == 0 ? Rational(huge) : Rational(Integer(1), huge);
      moved[e] = 1;  // the products of x along the whole chain must agree
    }
    if (n % 2 == 0) x[EdgeId{0}] = 1;
    if (n % 2 == 0) moved[EdgeId{0}] = 1;
    check_enclosure(network, x, balance_of(network, moved), 60);
    // Nearly on the boundary: a flow of 10^-12 is asked for.
    moved[EdgeId{0}] = Rational(1, Integer("1000000000000"));
    const BalanceNetwork& same = network;
    if (blocking_cut(same, support_of(x), balance_of(same, moved))) continue;
    check_enclosure(same, x, balance_of(same, moved), 60);
  }
}

TEST_CASE("exact scale: the simplest fraction, and only if it solves the laws") {
  const auto simplest = [](const Rational& lower, const Rational& upper) {
    return motion::simplest_within({lower, upper});
  };
  CHECK(simplest(Rational(3, 10), Rational(2, 5)) == Rational(1, 3));
  CHECK(simplest(Rational(7, 2), Rational(9, 2)) == 4);
  CHECK(simplest(Rational(31, 10), Rational(32, 10)) == Rational(16, 5));
  CHECK(simplest(2, 2) == 2);
  CHECK(simplest(Rational(314, 100), Rational(315, 100)) == Rational(22, 7));
  const auto factor = [](const Flow& x, const Balance& c) {
    return (*rescale_onto(neuron(), x, c).scale)[NodeId{0}];
  };
  const Enclosure third = factor(flow({9, 0}), only(1));
  CHECK(third.lower == Rational(1, 3));
  CHECK(third.upper == Rational(1, 3));
  // 1.000…001 is not 1.
  const Rational tiny(1, Integer(1) << 70U);
  const Enclosure close = factor(flow({1, 0}), only(1 + tiny));
  CHECK(close.lower < close.upper);
}

motion::OrbitLaws laws_of(const BalanceNetwork& network, const Flow& x, const Balance& c) {
  return motion::orbit_laws(network, support_of(x), motion::sums_in(x), c);
}

TEST_CASE("sandwich: what does not hold the solution is refused") {
  const Balance c = only(15);
  const motion::OrbitLaws laws = laws_of(neuron(), flow({16, 1}), c);
  const auto at = [](int numerator, long exponent) {
    return std::vector<motion::Dyadic>{{Integer(numerator), exponent}};
  };
  // z = 1 solves it.
  CHECK(motion::is_sandwich(laws, {at(15, -4), at(17, -4)}, 40));
  CHECK_FALSE(motion::is_sandwich(laws, {at(17, -4), at(18, -4)}, 40));
  CHECK_FALSE(motion::is_sandwich(laws, {at(14, -4), at(15, -4)}, 40));
  CHECK_FALSE(motion::is_sandwich(laws, {at(17, -4), at(15, -4)}, 40));
  // Rounding is never in favour: the exact solution itself needs room.
  CHECK_FALSE(motion::is_sandwich(laws, {at(1, 0), at(1, 0)}, 3));
}

/// F_v at z, exactly.
Rational law_at(const motion::OrbitLaws& laws, const std::vector<motion::Dyadic>& z,
                std::uint32_t v) {
  const auto at = [&](std::uint32_t w) {
    return w == motion::OrbitLaws::held ? Rational(1) : motion::to_rational(z[w]);
  };
  Rational sum = 0;
  for (const motion::OrbitLink& link : laws.links) {
    const Rational flow = link.x * at(link.head) / at(link.tail);
    if (link.head == v) sum += flow;
    if (link.tail == v) sum -= flow;
  }
  return sum;
}

TEST_CASE("sandwich: what is accepted in coarse integers holds exactly") {
  test::Random random(22);
  std::size_t accepted = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::size_t hidden = 1 + random.below(2);
    const BalanceNetwork network(hidden, test::random_arcs(random, hidden, 5));
    Flow x(network.edge_count());
    for (Rational& value : x.values()) value = Rational(random.between(0, 9), random.between(1, 7));
    const motion::OrbitLaws laws = laws_of(network, x, balance_of(network, x));
    motion::Sandwich sandwich;
    for (std::size_t v = 0; v < laws.unknowns.size(); ++v) {
      sandwich.below.push_back({Integer(random.between(10, 32)), -5});
      sandwich.above.push_back({Integer(random.between(32, 60)), -5});
    }
    if (!motion::is_sandwich(laws, sandwich, random.between(0, 4))) continue;
    ++accepted;
    for (std::uint32_t v = 0; v < laws.unknowns.size(); ++v) {
      CHECK(law_at(laws, sandwich.below, v) <= laws.target[v]);
      CHECK(law_at(laws, sandwich.above, v) >= laws.target[v]);
    }
  }
  CHECK(accepted > 500);
}

}  // namespace
}  // namespace isthmus

// The least change of a balance: by hand, against all integer changes, and by its two sets.
#include "isthmus/flow/balance_gap.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "isthmus/flow/feasible.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

PerNode<bool> whole(const BalanceNetwork& network) {
  return PerNode<bool>(network.node_count(), true);
}

// The part as a network of its own: hidden nodes outside keep no edge and the balance 0; without
// the ground, its edges go too.
Feasibility feasible_part(const BalanceNetwork& network, const Balance& c,
                          const PerNode<bool>& part) {
  std::vector<Arc> arcs;
  for (const EdgeId e : network.edges()) {
    if (part[network.tail(e)] && part[network.head(e)])
      arcs.push_back({network.tail(e), network.head(e), 1});
  }
  Balance own = c;
  for (const NodeId v : network.hidden_nodes()) {
    if (!part[v]) own[v] = 0;
  }
  return feasible_flow(BalanceNetwork(network.hidden_count(), std::move(arcs)), own);
}

// The least total of an integer change, by trying all of total 0, 1, 2 … (integers suffice for an
// integer balance, since the incidence matrix is totally unimodular).
int least_change(const BalanceNetwork& network, const Balance& c, const PerNode<bool>& part) {
  for (int total = 0;; ++total) {
    Balance changed = c;
    const std::function<bool(std::uint32_t, int)> try_from = [&](std::uint32_t v, int left) {
      if (v == c.size()) return left == 0 && feasible_part(network, changed, part).feasible();
      for (int step = part[NodeId{v}] ? -left : 0; step <= (part[NodeId{v}] ? left : 0); ++step) {
        changed[NodeId{v}] = c[NodeId{v}] + step;
        if (try_from(v + 1, left - std::abs(step))) return true;
      }
      changed[NodeId{v}] = c[NodeId{v}];
      return false;
    };
    if (try_from(0, total)) return total;
  }
}

}  // namespace

TEST_CASE("what one node by itself must give up is its balance") {
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}, 1}, {NodeId{0}, NodeId{1}, 1}});
  const Balance c(std::vector<Rational>{Rational(-7, 3)});
  CHECK(balance_gap(network, c, whole(network)).distance == 0);
  PerNode<bool> alone(2, false);
  alone[NodeId{0}] = true;
  const BalanceGap gap = balance_gap(network, c, alone);
  CHECK(gap.distance == Rational(7, 3));
  CHECK(gap.needy.empty());
  CHECK(gap.stuck == std::vector<NodeId>{NodeId{0}});
}

TEST_CASE("balances of sum 0 can be far from feasible") {
  // a → b, but b sends and a needs: neither can, whatever the sum.
  const BalanceNetwork network(2, {{NodeId{0}, NodeId{1}, 1}});
  PerNode<bool> part(3, true);
  part[network.ground()] = false;
  CHECK(balance_gap(network, Balance(std::vector<Rational>{5, -5}), part).distance == 10);
  CHECK(balance_gap(network, Balance(std::vector<Rational>{-5, 5}), part).distance == 0);
  CHECK(balance_gap(network, Balance(std::vector<Rational>{-5, 4}), part).distance == 1);
}

TEST_CASE("no smaller change of an integer balance makes the part feasible, and this one does") {
  int positive = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const std::size_t hidden = 1 + random.below(4);
    const BalanceNetwork network(hidden, test::random_arcs(random, hidden, 7));
    Balance c(hidden);
    for (Rational& value : c.values()) value = random.between(-2, 2);
    PerNode<bool> part(hidden + 1);
    for (std::size_t v = 0; v <= hidden; ++v) part.values()[v] = random.chance(75);
    const BalanceGap gap = balance_gap(network, c, part);
    CHECK(gap.distance == least_change(network, c, part));
    CHECK((gap.distance == 0) == feasible_part(network, c, part).feasible());
    if (gap.distance > 0) ++positive;
  }
  CHECK(positive > 100);
}

TEST_CASE("the number type does not change the distance") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    test::Random random(seed);
    const std::size_t hidden = 8;
    const BalanceNetwork network(hidden, test::random_arcs(random, hidden, 12));
    Balance c(hidden);
    for (Rational& value : c.values()) value = random.between(-5, 5);
    Balance scaled = c;
    for (Rational& value : scaled.values()) value *= Rational(Integer(1) << 200, 7);
    PerNode<bool> part = whole(network);
    part[network.ground()] = seed % 2 == 0;
    const BalanceGap gap = balance_gap(network, c, part);
    const BalanceGap other = balance_gap(network, scaled, part);
    CHECK(other.distance == gap.distance * Rational(Integer(1) << 200, 7));
    CHECK(other.needy == gap.needy);
    CHECK(other.stuck == gap.stuck);
  }
}

}  // namespace isthmus

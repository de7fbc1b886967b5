// Feasibility, its witnesses, and the change of number types on overflow.
#include <doctest/doctest.h>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"

using namespace isthmus;

namespace {

constexpr NodeId a{0}, b{1};

Balance balance(std::vector<Rational> values) { return Balance(std::move(values)); }

}  // namespace

TEST_CASE("the violated set is one connected piece with the wrong sign") {
  // Two dead ends that cannot give anything away, and one node that can.
  const BalanceNetwork network(3, {{NodeId{3}, a}, {NodeId{3}, b}, {NodeId{2}, NodeId{3}}});
  const Feasibility answer = feasible_flow(network, balance({1, -2, -5}));
  CHECK_FALSE(answer.feasible());
  CHECK(answer.violated_set == std::vector<NodeId>{b});
  CHECK(is_violated(network, balance({1, -2, -5}), answer.violated_set));
}

TEST_CASE("a need that only a surplus node can serve, while the tree sent it to the ground") {
  // a sends to b (out of the ground's reach) and to the ground: the tree flow must be undone.
  const BalanceNetwork network(2, {{a, NodeId{2}}, {a, b}});
  const Feasibility enough = feasible_flow(network, balance({-3, 2}));
  REQUIRE(enough.feasible());
  CHECK(*enough.flow == Flow(std::vector<Rational>{1, 2}));
  const Feasibility short_of = feasible_flow(network, balance({-3, 4}));
  CHECK(short_of.violated_set == std::vector<NodeId>{a, b});
}

TEST_CASE("is_violated rejects sets that prove nothing") {
  const BalanceNetwork network(2, {{NodeId{2}, a}, {a, b}});
  const Balance c = balance({1, -1});
  CHECK(is_violated(network, c, {b}));
  CHECK_FALSE(is_violated(network, c, {a}));          // an edge enters
  CHECK_FALSE(is_violated(network, c, {a, b}));       // sums to zero
  CHECK_FALSE(is_violated(network, c, {b, b}));       // repeats a node
  CHECK_FALSE(is_violated(network, c, {NodeId{2}}));  // the ground
  CHECK_FALSE(is_violated(network, c, {}));
}

TEST_CASE("numbers beyond 64 and beyond 128 bits give the same exact answers") {
  const BalanceNetwork network(2, {{NodeId{2}, a}, {a, b}, {b, NodeId{2}}});
  for (const int bits : {10, 61, 62, 63, 64, 90, 124, 125, 126, 200, 1000}) {
    CAPTURE(bits);
    const Rational big = Rational(Integer(1) << bits) + Rational(1) / 3;
    const Feasibility answer = feasible_flow(network, balance({big, -big}));
    REQUIRE(answer.feasible());
    const EdgeMinima minima = edge_minima(network, balance({big, -big}), *answer.flow);
    REQUIRE(minima.locked.size() == 2);
    for (const CutStep& step : minima.locked) CHECK(step.bound == big);
    CHECK(minima.weakly_locked.empty());
  }
}

TEST_CASE("flow_avoiding reroutes, or says that the edge is never zero") {
  // Two parallel ways from the ground to a; one way out.
  const BalanceNetwork network(1, {{NodeId{1}, a}, {NodeId{1}, a}, {a, NodeId{1}}});
  const Balance c = balance({Rational(-1) / 2});
  const Flow base(std::vector<Rational>{3, 0, Rational(7) / 2});
  const auto without_first = flow_avoiding(network, base, EdgeId{0});
  REQUIRE(without_first);
  CHECK((*without_first)[EdgeId{0}] == 0);
  CHECK(is_flow(network, c, *without_first));
  CHECK_FALSE(flow_avoiding(network, base, EdgeId{2}));
}

TEST_CASE("a proof is refused when any part of it is wrong") {
  const BalanceNetwork network(2, {{NodeId{2}, a}, {a, b}, {b, NodeId{2}}});
  const Balance c = balance({-1, -2});
  const EdgeMinima minima = edge_minima(network, c, *feasible_flow(network, c).flow);
  REQUIRE(minima.locked.size() == 2);
  CHECK(is_proof(network, c, minima.locked));
  const auto refused = [&](auto&& corrupt) {
    std::vector<CutStep> steps = minima.locked;
    corrupt(steps);
    return !is_proof(network, c, steps);
  };
  CHECK(refused([](auto& s) { s[0].bound += 1; }));
  CHECK(refused([](auto& s) { s[0].kind = CutKind::in; }));
  CHECK(refused([](auto& s) { s[0].edge = EdgeId{0}; }));
  CHECK(refused([](auto& s) { s[0].set.clear(); }));
  CHECK(refused([](auto& s) { s[0].set.push_back(b); }));
  CHECK(refused([](auto& s) { s[1].uses.clear(); }));
  CHECK(refused([](auto& s) { s[1].uses.push_back(s[1].uses[0]); }));
  CHECK(refused([](auto& s) { std::swap(s[0], s[1]); }));
  CHECK(refused([](auto& s) { s[0].set = {NodeId{2}}; }));
}

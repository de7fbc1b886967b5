// Primal and dual sides of every edge minimum on networks too large for brute force: a derived cut
// shows x_e >= bound, and a flow of the network without e shows that the bound is attained.
#include <doctest/doctest.h>

#include <algorithm>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/network/blocks.hpp"
#include "support/random_network.hpp"

using namespace isthmus;

namespace {

// Sparse digraphs with bottlenecks: every node gets one edge in or out, some both, few more.
std::vector<Arc> sparse_arcs(test::Random& random, std::uint32_t hidden, bool with_cycles) {
  std::vector<Arc> arcs;
  const auto add = [&](std::uint32_t tail, std::uint32_t head) {
    if (!with_cycles && tail > head && tail != hidden && head != hidden) std::swap(tail, head);
    arcs.push_back({NodeId{tail}, NodeId{head}, random.chance(5) ? 2u : 1u});
  };
  const auto node = [&] { return static_cast<std::uint32_t>(random.below(hidden + 1)); };
  for (std::uint32_t v = 0; v < hidden; ++v) {
    if (random.chance(95)) add(node(), v);
    if (random.chance(95)) add(v, node());
  }
  for (std::uint32_t i = 0; i < hidden / 3; ++i) add(node(), node());
  return arcs;
}

struct Feasible {
  BalanceNetwork network;
  Balance c;
  Flow flow;
};

Feasible random_feasible(std::uint64_t seed) {
  test::Random random(seed);
  const auto hidden = static_cast<std::uint32_t>(50 + random.below(150));
  BalanceNetwork network(hidden, sparse_arcs(random, hidden, seed % 2 == 0));
  Flow point(network.edge_count());
  for (const EdgeId e : network.edges()) {
    if (random.chance(70)) point[e] = Rational(random.between(1, 30)) / random.between(1, 4);
  }
  Balance c = balance_of(network, point);
  if (seed % 5 == 0) c = Balance(hidden);
  Feasibility base = feasible_flow(network, c);
  REQUIRE(base.feasible());
  return {std::move(network), std::move(c), std::move(*base.flow)};
}

// The network without e, and the balance left when e carries `amount`.
Feasibility without(const Feasible& it, EdgeId e, const Rational& amount, BalanceNetwork& rest) {
  std::vector<Arc> arcs;
  for (const EdgeId f : it.network.edges()) {
    if (f != e)
      arcs.push_back({it.network.tail(f), it.network.head(f), it.network.multiplicity(f)});
  }
  rest = BalanceNetwork(it.network.hidden_count(), std::move(arcs));
  Balance left = it.c;
  if (!it.network.is_ground(it.network.head(e))) left[it.network.head(e)] -= amount;
  if (!it.network.is_ground(it.network.tail(e))) left[it.network.tail(e)] += amount;
  return feasible_flow(rest, left);
}

Rational bound_of(const EdgeMinima& minima, EdgeId e) {
  for (const CutStep& step : minima.locked) {
    if (step.edge == e) return step.bound;
  }
  return 0;
}

// The support of the face x_e = 0 joins every hidden node to the ground.
bool face_is_regular(const BalanceNetwork& rest, const Flow& flow) {
  const PerEdge<bool> support = maximal_support(rest, flow);
  std::vector<Arc> arcs;
  for (const EdgeId f : rest.edges()) {
    if (support[f]) arcs.push_back({rest.tail(f), rest.head(f), rest.multiplicity(f)});
  }
  return connected_to_ground(BalanceNetwork(rest.hidden_count(), std::move(arcs)));
}

bool has_regular_point(const Feasible& it) {
  const PerEdge<bool> support = maximal_support(it.network, it.flow);
  const auto& positive = support.values();
  return std::find(positive.begin(), positive.end(), false) == positive.end() &&
         connected_to_ground(it.network);
}

}  // namespace

TEST_CASE("every bound is proved by its cut and attained by a flow; other edges can vanish") {
  std::size_t locks = 0, derived = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    const Feasible it = random_feasible(seed);
    const EdgeMinima minima = edge_minima(it.network, it.c, it.flow);
    CHECK(is_proof(it.network, it.c, minima.locked));
    BalanceNetwork rest(0, {});
    for (const EdgeId e : it.network.edges()) {
      if (it.network.multiplicity(e) > 1 || it.network.is_loop(e)) continue;
      REQUIRE(without(it, e, bound_of(minima, e), rest).feasible());
    }
    for (const CutStep& step : minima.locked) {
      CHECK_FALSE(flow_avoiding(it.network, it.flow, step.edge));
      derived += step.uses.empty() ? 0 : 1;
    }
    locks += minima.locked.size();
  }
  CHECK(locks > 100);
  CHECK(derived > 3);
}

TEST_CASE("weakly locked edges are those whose vanishing makes every point of the face singular") {
  std::size_t networks = 0, weak = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    CAPTURE(seed);
    const Feasible it = random_feasible(seed);
    if (!has_regular_point(it)) continue;
    ++networks;
    const EdgeMinima minima = edge_minima(it.network, it.c, it.flow);
    std::vector<EdgeId> expected;
    BalanceNetwork rest(0, {});
    for (const Bottleneck& b : bottleneck_edges(it.network)) {
      if (bound_of(minima, b.edge) > 0) continue;
      const Feasibility face = without(it, b.edge, 0, rest);
      REQUIRE(face.feasible());
      if (!face_is_regular(rest, *face.flow)) expected.push_back(b.edge);
    }
    std::vector<EdgeId> found;
    for (const CutStep& step : minima.weakly_locked) found.push_back(step.edge);
    CHECK(found == expected);
    CHECK(is_proof(it.network, it.c, minima));
    weak += expected.size();
  }
  CHECK(networks >= 5);
  CHECK(weak > 10);
}

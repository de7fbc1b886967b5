// Long chains: proofs stay linear in size, and nothing recurses.
#include <doctest/doctest.h>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"

using namespace isthmus;

namespace {

// ⏚ → 0 → 1 → … → n−1, and back to ⏚ if `closed`.
BalanceNetwork chain(std::uint32_t n, bool closed) {
  std::vector<Arc> arcs{{NodeId{n}, NodeId{0}}};
  for (std::uint32_t v = 0; v + 1 < n; ++v) arcs.push_back({NodeId{v}, NodeId{v + 1}});
  if (closed) arcs.push_back({NodeId{n - 1}, NodeId{n}});
  return {n, std::move(arcs)};
}

EdgeMinima minima_of(const BalanceNetwork& network, const Balance& c) {
  const Feasibility base = feasible_flow(network, c);
  REQUIRE(base.feasible());
  return edge_minima(network, c, *base.flow);
}

std::size_t nodes_in(const EdgeMinima& minima) {
  std::size_t total = 0;
  for (const CutStep& step : minima.locked) total += step.set.size();
  return total;
}

}  // namespace

TEST_CASE("a source at the start of a long chain locks every later edge with one node a step") {
  constexpr std::uint32_t n = 100'000;
  const BalanceNetwork network = chain(n, true);
  Balance c(n);
  c[NodeId{0}] = -1;
  const EdgeMinima minima = minima_of(network, c);
  CHECK(minima.locked.size() == n);
  CHECK(nodes_in(minima) == n);
  CHECK(minima.weakly_locked.empty());
  for (const CutStep& step : minima.locked) REQUIRE(step.bound == 1);
}

TEST_CASE("a sink at the end of a long chain locks every earlier edge with one node a step") {
  constexpr std::uint32_t n = 100'000;
  const BalanceNetwork network = chain(n, true);
  Balance c(n);
  c[NodeId{n - 1}] = Rational(1) / 3;
  const EdgeMinima minima = minima_of(network, c);
  CHECK(minima.locked.size() == n);
  CHECK(nodes_in(minima) == n);
  CHECK(minima.locked.front().bound == Rational(1) / 3);
}

TEST_CASE("a chain that ends nowhere is locked as far as its last need") {
  constexpr std::uint32_t n = 20'000;
  const BalanceNetwork network = chain(n, false);
  Balance c(n);
  c[NodeId{n - 2}] = 2;
  const EdgeMinima minima = minima_of(network, c);
  CHECK(minima.locked.size() == n - 1);
  CHECK(nodes_in(minima) == n - 1);
  const PerEdge<bool> support = maximal_support(network, *feasible_flow(network, c).flow);
  CHECK_FALSE(support[EdgeId{n - 1}]);
  CHECK(support[EdgeId{n - 2}]);
}

TEST_CASE("with balance zero a chain is weakly locked all along") {
  constexpr std::uint32_t n = 1000;
  const EdgeMinima minima = minima_of(chain(n, true), Balance(n));
  CHECK(minima.locked.empty());
  CHECK(minima.weakly_locked.size() == n + 1);
}

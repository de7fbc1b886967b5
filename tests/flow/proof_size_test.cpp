// How long the steps of all locks and weak locks are together: no longer than the network for
// combs, trees and random digraphs. (There are networks where no plain derived cuts are that short:
// see the head of edge_minima.cpp.)
#include <doctest/doctest.h>

#include <string>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {
namespace {

struct Size {
  std::size_t steps = 0;
  std::size_t entries = 0;  // nodes in sets and edges in uses
};

Size size_of(const EdgeMinima& minima) {
  Size size;
  for (const auto* steps : {&minima.locked, &minima.weakly_locked}) {
    for (const CutStep& step : *steps) {
      ++size.steps;
      size.entries += step.set.size() + step.uses.size();
    }
  }
  return size;
}

// Entries for the worst balance of several, in units of |H| + |E|. Points with many zeros have
// many tight cuts.
double worst_ratio(Random& random, std::size_t hidden, const std::vector<Arc>& arcs, int rounds) {
  const BalanceNetwork network(hidden, arcs);
  double worst = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::vector<Rational> x = random_squares(random, arcs.size(), random.between(0, 95));
    const Balance c = balance_at(hidden, arcs, x);
    const Feasibility base = feasible_flow(network, c);
    REQUIRE(base.feasible());
    const Size size = size_of(edge_minima(network, c, *base.flow));
    const auto entries = static_cast<double>(size.entries);
    worst = std::max(worst, entries / static_cast<double>(hidden + arcs.size()));
  }
  return worst;
}

NodeId node(std::size_t v) { return NodeId{static_cast<std::uint32_t>(v)}; }

// A path from the ground on, with one more edge out of every node.
template <class Target>
std::vector<Arc> path_with(std::size_t hidden, Target&& target) {
  std::vector<Arc> arcs{{node(hidden), node(0)}};
  for (std::size_t v = 0; v + 1 < hidden; ++v) arcs.push_back({node(v), node(v + 1)});
  for (std::size_t v = 0; v < hidden; ++v) arcs.push_back({node(v), target(v)});
  return arcs;
}

std::vector<Arc> tree_to_ground(Random& random, std::size_t hidden, std::size_t window) {
  std::vector<Arc> arcs;
  for (std::size_t v = 0; v < hidden; ++v) {
    const std::size_t reach = std::min(window, hidden - v);
    arcs.push_back({node(v), node(v + 1 + random.below(reach))});
    arcs.push_back({node(hidden), node(v)});
  }
  return arcs;
}

std::vector<Arc> cyclic(Random& random, std::size_t hidden, std::size_t edges) {
  std::vector<Arc> arcs;
  while (arcs.size() < edges) {
    const std::size_t tail = random.chance(25) ? hidden : random.below(hidden);
    const std::size_t head = random.chance(25) ? hidden : random.below(hidden);
    if (tail != head) arcs.push_back({node(tail), node(head)});
  }
  return arcs;
}

std::vector<Arc> turned(std::vector<Arc> arcs) {
  for (Arc& arc : arcs) std::swap(arc.tail, arc.head);
  return arcs;
}

void check_family(const std::string& name, const std::vector<Arc>& arcs, std::size_t hidden) {
  Random random(5);
  const double ratio = std::max(worst_ratio(random, hidden, arcs, 12),
                                worst_ratio(random, hidden, turned(arcs), 12));
  CAPTURE(name);
  CHECK(ratio > 0);
  CHECK(ratio <= 1);
}

}  // namespace

TEST_CASE("all steps together are linear in networks of the usual kinds") {
  Random random(6);
  constexpr std::size_t n = 300;
  check_family("comb", path_with(n, [&](std::size_t) { return node(n); }), n);
  for (const std::size_t window : {1u, 2u, 5u, 40u}) {
    check_family("tree " + std::to_string(window), tree_to_ground(random, n, window), n);
  }
  for (const std::size_t edges : {n, n * 5 / 4, 2 * n, 4 * n}) {
    check_family("cyclic " + std::to_string(edges), cyclic(random, n, edges), n);
  }
}

TEST_CASE("detours back to the beginning force cuts of quadratic size, even without cycles") {
  constexpr std::size_t n = 200;  // the chain; node n + v must send 1 to node v or to node 0
  std::vector<Arc> arcs;
  Balance c(2 * n);
  for (std::size_t v = 0; v < n; ++v) {
    arcs.push_back({node(v), node(v + 1 == n ? 2 * n : v + 1)});
    arcs.push_back({node(n + v), node(v)});
    arcs.push_back({node(n + v), node(0)});
    c[node(n + v)] = -1;
  }
  const BalanceNetwork network(2 * n, arcs);
  const Feasibility base = feasible_flow(network, c);
  REQUIRE(base.feasible());
  const EdgeMinima minima = edge_minima(network, c, *base.flow);
  CHECK(minima.locked.size() == n);
  CHECK(size_of(minima).entries >= n * n / 2);
}

}  // namespace isthmus::test

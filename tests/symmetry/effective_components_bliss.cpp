// Effective components against brute force, and on networks whose number is known.
#include "isthmus/symmetry/effective_components.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <sstream>

#include "isthmus/network/architecture.hpp"
#include "symmetry/brute_force.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

struct Case {
  Network network;
  Contraction contraction;
  Balance c;
  Family generators;

  Case(Network given, const std::function<Balance(const BalanceNetwork&)>& balance)
      : network(std::move(given)),
        contraction(contract(network)),
        c(balance(contraction.graph)),
        generators(minimal_generators(contraction.graph, c)) {}

  [[nodiscard]] EffectiveComponents effective(const OrbitOptions& options = {}) const {
    return effective_components(network, contraction, locked_edges(generators), as_sets(generators),
                                options);
  }
};

/// The elements of Γ as permutations of positions in `locked`.
std::vector<Permutation> action_on(const std::vector<EdgeId>& locked,
                                   const std::vector<Symmetry>& symmetries) {
  std::set<Permutation> actions;
  for (const Symmetry& symmetry : symmetries) {
    Permutation action;
    for (const EdgeId e : locked) {
      const EdgeId image{symmetry.edges[e.value]};
      action.push_back(static_cast<std::uint32_t>(
          std::lower_bound(locked.begin(), locked.end(), image) - locked.begin()));
    }
    actions.insert(action);
  }
  return {actions.begin(), actions.end()};
}

/// One vector of each orbit, each the smallest in the order of reading, in increasing order.
void check_representatives(const SignOrbits& found, const std::set<std::set<Signs>>& orbits) {
  const auto read = [&](const Signs& signs) {
    Signs result;
    for (const std::uint32_t p : found.reading)
      result.push_back(static_cast<std::int8_t>(-signs[p]));
    return result;
  };
  std::set<Signs> expected;
  for (const auto& orbit : orbits) {
    Signs smallest = read(*orbit.begin());
    for (const Signs& signs : orbit) smallest = std::min(smallest, read(signs));
    expected.insert(smallest);
  }
  std::vector<Signs> listed;
  for (const SignVector& signs : found.representatives) listed.push_back(read(signs));
  CHECK(listed == std::vector<Signs>(expected.begin(), expected.end()));
}

Network shallow(std::uint32_t inputs, std::uint32_t width) {
  std::ostringstream architecture;
  architecture << "mlp:" << inputs << "-" << width << "-1";
  return parse_architecture(architecture.str());
}

/// Generators of a shallow network read off the theory: in-edges where c > 0, out-edges where c <
/// 0.
std::vector<std::vector<EdgeId>> shallow_generators(const BalanceNetwork& graph, const Balance& c) {
  std::vector<std::vector<EdgeId>> sets;
  for (const NodeId v : graph.hidden_nodes()) {
    const auto side = c[v] > 0 ? graph.in_edges(v) : graph.out_edges(v);
    if (c[v] != 0) sets.emplace_back(side.begin(), side.end());
  }
  return sets;
}

std::vector<EdgeId> singletons(const std::vector<std::vector<EdgeId>>& sets) {
  std::vector<EdgeId> locked;
  for (const auto& set : sets) {
    if (set.size() == 1) locked.push_back(set.front());
  }
  return locked;
}

}  // namespace

TEST_CASE("two neurons with negative balance: four components, three effective ones") {
  const Case two(shallow(2, 2), [](const BalanceNetwork&) {
    return Balance(std::vector<Rational>{-1, Rational(-7, 3)});
  });
  const EffectiveComponents result = two.effective();
  CHECK(result.locked.size() == 2);
  CHECK(result.orbits.determined());
  CHECK(result.orbits.at_least == 3);
  CHECK(result.symmetry_is_complete);
  CHECK(result.symmetry->order == 2);
  CHECK(result.orbits.representatives == std::vector<SignVector>{{1, 1}, {1, -1}, {-1, -1}});
}

TEST_CASE("a scalar-output shallow network has one more effective component than locks") {
  Random random(5);
  for (std::uint32_t width = 0; width < 7; ++width) {
    const Network network = shallow(2, width == 0 ? 1 : width);
    std::size_t negative = 0;
    const Case it(network, [&](const BalanceNetwork& graph) {
      Balance c(graph.hidden_count());
      for (Rational& value : c.values()) value = random_rational(random, -3, 3);
      for (const Rational& value : c.values()) negative += value < 0 ? 1 : 0;
      return c;
    });
    const EffectiveComponents result = it.effective();
    CHECK(result.locked.size() == negative);
    CHECK(result.orbits.determined());
    CHECK(result.orbits.at_least == negative + 1);
  }
}

TEST_CASE("a thousand twin neurons") {
  constexpr std::uint32_t width = 1000;
  const Network network = shallow(3, width);
  const Contraction contraction = contract(network);
  Balance c(width);
  for (std::uint32_t v = 0; v < width; ++v) c[NodeId{v}] = Rational(1, v + 1) * (v < 900 ? -1 : 1);
  const auto generators = shallow_generators(contraction.graph, c);
  const EffectiveComponents result =
      effective_components(network, contraction, singletons(generators), generators);
  CHECK(result.orbits.determined());
  CHECK(result.orbits.at_least == 901);
  Integer order = 1;
  for (int i = 1; i <= 900; ++i) order *= i;
  for (int i = 1; i <= 100; ++i) order *= i;
  CHECK(result.symmetry->order == order);
  CHECK(result.orbits.representatives.size() == 100);
  CHECK_FALSE(result.orbits.all_listed);
}

TEST_CASE("n twins with k locks each: multisets of patterns") {
  // Each twin is a chain x → a → b → c → y: with c = (1, 1, 1) all of x → a, a → b, b → c, c → y
  // lock.
  for (std::uint32_t twins = 1; twins <= 300; twins = twins < 4 ? twins + 1 : twins * 4) {
    Network network;
    network.nodes = {{"x", Role::input, false}, {"y", Role::output, false}};
    std::vector<std::vector<EdgeId>> locks;
    for (std::uint32_t t = 0; t < twins; ++t) {
      const auto first = static_cast<std::uint32_t>(network.nodes.size());
      for (std::uint32_t i = 0; i < 3; ++i) {
        network.nodes.push_back({numbered('h', first + i), Role::hidden, false});
      }
      for (std::uint32_t i = 0; i < 4; ++i) {
        Edge edge;
        edge.from = i == 0 ? 0 : first + i - 1;
        edge.to = i == 3 ? 1 : first + i;
        if (i < 3) locks.push_back({EdgeId{static_cast<std::uint32_t>(network.edges.size())}});
        network.edges.push_back(edge);
      }
    }
    const Contraction contraction = contract(network);
    const EffectiveComponents result =
        effective_components(network, contraction, singletons(locks), locks);
    Integer expected = 1;  // C(n + 7, 7)
    for (std::uint32_t i = 1; i <= 7; ++i) expected = expected * (twins + i) / i;
    CHECK(result.orbits.determined());
    CHECK(result.orbits.at_least == expected);
  }
}

TEST_CASE("the number and the representatives agree with trying everything") {
  Random random(30);
  TwinNetworks networks(random);
  std::size_t fewer = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const Case it(networks.draw(5),
                  [&](const BalanceNetwork& graph) { return feasible_balance(random, graph); });
    const auto symmetries = all_symmetries(it.network, it.contraction, it.generators);
    const EffectiveComponents result = it.effective({.keep = 1000});
    const auto orbits = all_orbits(result.locked.size(), action_on(result.locked, symmetries));
    REQUIRE(result.orbits.determined());
    CHECK(result.orbits.at_least == orbits.size());
    CHECK(result.symmetry->order == symmetries.size());
    CHECK(result.orbits.all_listed);
    check_representatives(result.orbits, orbits);
    fewer += orbits.size() < (std::size_t{1} << result.locked.size()) ? 1 : 0;
  }
  CHECK(fewer > 150);
}

TEST_CASE("bounds from the balance and the locks hold, and often decide") {
  Random random(31);
  TwinNetworks networks(random);
  std::size_t decided = 0;
  std::size_t open = 0;
  for (int trial = 0; trial < 1500; ++trial) {
    const Case it(networks.draw(5),
                  [&](const BalanceNetwork& graph) { return feasible_balance(random, graph); });
    const Integer exact = it.effective().orbits.at_least;
    const EffectiveComponents result = bound_effective_components(
        it.network, it.contraction, locked_edges(it.generators), it.c, "they are many");
    CHECK(result.orbits.at_least <= exact);
    CHECK(exact <= result.orbits.at_most);
    CHECK(result.reason == (result.orbits.determined() ? "" : "they are many"));
    if (exact == 1 || exact == (Integer(1) << result.locked.size())) continue;
    (result.orbits.determined() ? decided : open) += 1;
  }
  CHECK(decided > 20);
  CHECK(open > 3);
}

TEST_CASE("the order of nodes and edges in the file changes nothing") {
  Random random(32);
  TwinNetworks networks(random);
  for (int trial = 0; trial < 300; ++trial) {
    const Case it(networks.draw(6),
                  [&](const BalanceNetwork& graph) { return feasible_balance(random, graph); });
    Network shuffled = it.network;
    Permutation place(shuffled.nodes.size());
    std::iota(place.begin(), place.end(), 0U);
    for (std::size_t i = place.size(); i > 1; --i) std::swap(place[i - 1], place[random.below(i)]);
    for (std::uint32_t v = 0; v < place.size(); ++v) shuffled.nodes[place[v]] = it.network.nodes[v];
    for (Edge& edge : shuffled.edges) {
      edge.from = place[edge.from];
      edge.to = place[edge.to];
    }
    const Contraction contraction = contract(shuffled);
    // Edges kept their places, so sets of edges did.
    const EffectiveComponents a = it.effective();
    const EffectiveComponents b = effective_components(
        shuffled, contraction, locked_edges(it.generators), as_sets(it.generators));
    CHECK(a.orbits.at_least == b.orbits.at_least);
    CHECK(a.symmetry->order == b.symmetry->order);
  }
}

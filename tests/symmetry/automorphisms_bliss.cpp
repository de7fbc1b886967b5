// Automorphisms against all permutations of the hidden nodes.
#include "isthmus/symmetry/automorphisms.hpp"

#include <doctest/doctest.h>

#include "isthmus/network/architecture.hpp"
#include "symmetry/brute_force.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The elements of a group of automorphisms as node permutations.
std::set<Permutation> elements_of(const Network& network, const AutomorphismGroup& group) {
  std::vector<SparsePermutation<std::uint32_t>> generators;
  for (const Automorphism& generator : group.generators) generators.push_back(generator.nodes);
  const auto elements = closure(network.nodes.size(), generators);
  return {elements.begin(), elements.end()};
}

std::set<Permutation> nodes_of(const std::vector<Symmetry>& symmetries) {
  std::set<Permutation> nodes;
  for (const Symmetry& symmetry : symmetries) nodes.insert(symmetry.nodes);
  return nodes;
}

void check_edge_action(const Network& network, const Contraction& contraction,
                       const AutomorphismGroup& group) {
  for (const Automorphism& generator : group.generators) {
    Permutation nodes(network.nodes.size());
    for (std::uint32_t v = 0; v < nodes.size(); ++v) nodes[v] = image_of(generator.nodes, v);
    const Symmetry expected = symmetry_of(network, contraction, nodes);
    REQUIRE_FALSE(expected.nodes.empty());
    for (const EdgeId e : contraction.graph.edges()) {
      CHECK(image_of(generator.edges, e).value == expected.edges[e.value]);
    }
  }
}

Integer order_of(const std::string& drawing) {
  const Network network = parse_architecture(drawing);
  return automorphisms(network, contract(network)).order;
}

}  // namespace

TEST_CASE("the symmetries of layers, chains and trees") {
  CHECK(order_of("mlp:2-4-3-1") == 24 * 6);
  CHECK(order_of("dag:x>a,a>b,b>y") == 1);
  CHECK(order_of("dag:x>a,x>b,a>y,b>y") == 2);
  CHECK(order_of("dag:x>a,x>b,a>y,b>z") == 1);
  // Two equal trees of two leaves each: the wreath product of two groups of order 2.
  CHECK(order_of("dag:x>a,x>b,a>a1,a>a2,b>b1,b>b2,a1>y,a2>y,b1>y,b2>y") == 8);
}

TEST_CASE("inputs and outputs stay, whatever they look like") {
  CHECK(order_of("dag:x>h,z>h,h>y,h>w") == 1);
}

TEST_CASE("parallels keep their places, fixed edges their weights") {
  Network network = parse_architecture("dag:x>a,x>a,x>b,x>b,a>y,b>y");
  network.edges[1].multiplicity = 2;
  network.edges[2].multiplicity = 2;
  CHECK(automorphisms(network, contract(network)).order == 1);
  std::swap(network.edges[2], network.edges[3]);
  CHECK(automorphisms(network, contract(network)).order == 2);
  for (const std::size_t e : {4, 5}) {
    network.edges[e].fixed = true;
    network.edges[e].weights = {Rational(1)};
  }
  CHECK(automorphisms(network, contract(network)).order == 2);
  network.edges[5].weights = {Rational(2)};
  CHECK(automorphisms(network, contract(network)).order == 1);
}

TEST_CASE("neurons of different activations are never swapped") {
  Network network = parse_architecture("mlp:2-3-1");
  const auto order = [&] { return automorphisms(network, contract(network)).order; };
  REQUIRE(network.nodes[2].role == Role::hidden);
  network.nodes[2].activation.negative_slope = Rational(1, 100);
  CHECK(order() == 2);
  network.nodes[3].activation.negative_slope = Rational(1, 100);
  network.nodes[4].activation.negative_slope = Rational(1, 100);
  CHECK(order() == 6);
  network.nodes[4].activation.known = false;
  CHECK(order() == 2);
}

TEST_CASE("the group is the one found by trying all permutations") {
  Random random(20);
  TwinNetworks networks(random);
  std::size_t nontrivial = 0;
  for (int trial = 0; trial < 1500; ++trial) {
    const Network network = networks.draw(5);
    validate(network);
    const Contraction contraction = contract(network);
    const AutomorphismGroup group = automorphisms(network, contraction);
    const auto expected = nodes_of(all_symmetries(network, contraction, {}));
    CHECK(group.order == expected.size());
    CHECK(elements_of(network, group) == expected);
    check_edge_action(network, contraction, group);
    nontrivial += group.order > 1 ? 1 : 0;
  }
  CHECK(nontrivial > 300);
}

TEST_CASE("preserved sets cut the group down as they do by definition") {
  Random random(21);
  TwinNetworks networks(random);
  std::size_t smaller = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const Network network = networks.draw(5);
    const Contraction contraction = contract(network);
    Family family;
    for (std::size_t sets = random.below(4); sets > 0; --sets) {
      EdgeSet set;
      const int percent = random.between(10, 90);
      for (const EdgeId e : contraction.graph.edges()) {
        if (random.chance(percent)) set.insert(e.value);
      }
      family.insert(set);
      // Often with an image, so that sets can be exchanged.
      const auto all = all_symmetries(network, contraction, {});
      const Family moved = image({set}, all[random.below(all.size())].edges);
      if (random.chance(60)) family.insert(moved.begin(), moved.end());
    }
    const AutomorphismGroup group = automorphisms(network, contraction, as_sets(family));
    const auto expected = nodes_of(all_symmetries(network, contraction, family));
    CHECK(group.order == expected.size());
    CHECK(elements_of(network, group) == expected);
    smaller += group.order > 1 && group.order < automorphisms(network, contraction).order ? 1 : 0;
  }
  CHECK(smaller > 100);
}

TEST_CASE("the symmetries that keep the balance keep it") {
  Random random(22);
  TwinNetworks networks(random);
  std::size_t smaller = 0;
  for (int trial = 0; trial < 700; ++trial) {
    const Network network = networks.draw(5);
    const Contraction contraction = contract(network);
    const Balance c = feasible_balance(random, contraction.graph);
    std::set<Permutation> expected;
    for (const Symmetry& symmetry : all_symmetries(network, contraction, {})) {
      bool keeps = true;
      for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
        const NodeId a = contraction.node_of[v];
        const NodeId b = contraction.node_of[symmetry.nodes[v]];
        keeps = keeps && (contraction.graph.is_ground(a) || c[a] == c[b]);
      }
      if (keeps) expected.insert(symmetry.nodes);
    }
    const AutomorphismGroup group = automorphisms_preserving(network, contraction, c);
    CHECK(group.order == expected.size());
    CHECK(elements_of(network, group) == expected);
    smaller += group.order < automorphisms(network, contraction).order ? 1 : 0;
  }
  CHECK(smaller > 50);
}

TEST_CASE("nodes tied by fixed edges move together") {
  // x → a → b → y with b tied to a, and the same again.
  Network network = parse_architecture("dag:x>a,a>b,b>y,x>c,c>d,d>y");
  for (const std::size_t e : {1, 4}) {
    network.edges[e].fixed = true;
    network.edges[e].weights = {Rational(1)};
  }
  const Contraction contraction = contract(network);
  const AutomorphismGroup group = automorphisms(network, contraction);
  REQUIRE(group.generators.size() == 1);
  CHECK(group.generators.front().nodes.size() == 4);
  const SparsePermutation<NodeId> expected{{NodeId{0}, NodeId{1}}, {NodeId{1}, NodeId{0}}};
  CHECK(action_on_hidden_nodes(contraction, group.generators.front()) == expected);
}

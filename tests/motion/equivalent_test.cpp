#include "isthmus/motion/equivalent.hpp"

#include <doctest/doctest.h>

#include "isthmus/network/architecture.hpp"
#include "isthmus/network/initialise.hpp"
#include "motion/brute_reach.hpp"
#include "support/message.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Permutes and rescales A as the answer says.
Network carried_out(const Network& a, const EquivalenceResult& result) {
  const Contraction contraction = contract(a);
  const Symmetry symmetry = symmetry_of(a, contraction, result.partner);
  REQUIRE_FALSE(symmetry.nodes.empty());
  Network b = a;
  for (const EdgeId e : contraction.graph.edges()) {
    const auto factor = [&](NodeId v) {
      return contraction.graph.is_ground(v) ? Rational(1) : result.scale[v];
    };
    auto& weights = b.edges[contraction.file_edge[EdgeId{symmetry.edges[e.value]}]].weights;
    weights = a.edges[contraction.file_edge[e]].weights;
    for (Rational& w : weights) {
      w *= factor(contraction.graph.head(e)) / factor(contraction.graph.tail(e));
    }
  }
  return b;
}

bool same_weights(const Network& a, const Network& b) {
  for (std::size_t e = 0; e < a.edges.size(); ++e) {
    if (a.edges[e].weights != b.edges[e].weights) return false;
  }
  return true;
}

TEST_CASE("equivalent: every disguise is seen through, and the answer can be carried out") {
  Random random(80);
  TwinNetworks networks(random);
  std::size_t cases = 0;
  for (int i = 0; i < 1500; ++i) {
    Network a = networks.draw(5);
    draw_weights(random, a, random.chance(50) ? 0 : 50);
    if (!has_weights(a)) continue;
    const Network b = disguised(random, a);
    const EquivalenceResult result = equivalent(a, b);
    REQUIRE(result.answer == Equivalence::equivalent);
    CHECK(same_weights(carried_out(a, result), b));
    for (const Rational& factor : result.scale.values()) CHECK(factor > 0);
    ++cases;
  }
  CHECK(cases > 1000);
}

TEST_CASE("equivalent: one weight of a disguise changed; decided as all permutations say") {
  Random random(81);
  TwinNetworks networks(random);
  std::map<bool, std::size_t> seen;
  for (int i = 0; i < 3000; ++i) {
    Network a = networks.draw(5);
    draw_weights(random, a, random.chance(50) ? 0 : 60);
    if (!has_weights(a)) continue;
    Network b = disguised(random, a);
    Edge& edge = b.edges[random.below(b.edges.size())];
    if (edge.fixed) continue;
    Rational& w = edge.weights[random.below(edge.weights.size())];
    const int kind = random.between(0, 2);
    w = kind == 0 ? Rational(-w) : (kind == 1 ? Rational(w * 2) : Rational(0));
    const EquivalenceResult result = equivalent(a, b);
    const bool expected = brute_equivalent(a, b);
    CAPTURE(i);
    CHECK(result.answer == (expected ? Equivalence::equivalent : Equivalence::different));
    ++seen[expected];
  }
  CHECK(seen[true] > 100);
  CHECK(seen[false] > 100);
}

TEST_CASE("equivalent: unrelated weights of few values") {
  Random random(82);
  TwinNetworks networks(random);
  std::map<bool, std::size_t> seen;
  for (int i = 0; i < 3000; ++i) {
    Network a = networks.draw(4);
    Network b = a;
    draw_weights(random, a, 50);
    draw_weights(random, b, 50);
    if (!has_weights(a)) continue;
    const bool expected = brute_equivalent(a, b);
    CHECK(equivalent(a, b).answer == (expected ? Equivalence::equivalent : Equivalence::different));
    ++seen[expected];
  }
  CHECK(seen[true] > 20);
  CHECK(seen[false] > 100);
}

TEST_CASE("equivalent: an equivalence relation on a class of its own") {
  Random random(83);
  TwinNetworks networks(random);
  for (int i = 0; i < 200; ++i) {
    Network a = networks.draw(5);
    draw_weights(random, a, 30);
    if (!has_weights(a)) continue;
    const Network b = disguised(random, a);
    const Network c = disguised(random, b);
    CHECK(equivalent(b, a).answer == Equivalence::equivalent);
    CHECK(equivalent(a, c).answer == Equivalence::equivalent);
  }
}

TEST_CASE("equivalent: the difference is named") {
  Network a = parse_architecture("mlp:2-2-1");
  for (Edge& edge : a.edges) edge.weights = {1};
  a.edges[0].weights = {2};
  Network b = a;
  b.edges[0].weights = {3};
  const EquivalenceResult node = equivalent(a, b);
  CHECK(node.answer == Equivalence::different);
  CHECK(node.difference.kind == DifferenceKind::node);
  CHECK(node.difference.nodes_a == std::vector<std::uint32_t>{2});
  CHECK(node.difference.nodes_b.empty());
  CHECK(node.difference.round == 1);
  CHECK(node.difference.normalised ==
        std::vector<std::pair<std::uint32_t, Rational>>{{0, 1}, {1, Rational(1, 2)}, {4, 2}});

  Network skip = parse_architecture("dag:x>h,h>y,x>y");
  for (Edge& edge : skip.edges) edge.weights = {1};
  Network other = skip;
  other.edges[2].weights = {-1};
  const EquivalenceResult weight = equivalent(skip, other);
  CHECK(weight.difference.kind == DifferenceKind::weight);
  CHECK(weight.difference.edge == 2);
  CHECK(weight.difference.weights_b == std::vector<Rational>{-1});
}

TEST_CASE("equivalent: layers of many twins take one matching") {
  Network a = parse_architecture("mlp:3-60-40-2");
  for (Edge& edge : a.edges) edge.weights = {1};
  EquivalenceOptions options;
  options.budget = Budget(100'000);
  CHECK(equivalent(a, a, options).answer == Equivalence::equivalent);
}

TEST_CASE("equivalent: norms are not enough") {
  Network a = parse_architecture("mlp:1-1-1");
  a.edges[0].multiplicity = 2;
  a.edges[0].norm_squared = Rational(2);
  a.edges[1].weights = {1};
  CHECK(message_of([&] { return equivalent(a, a); }) ==
        "$.edges[0]: only the norm of this bundle is known, not its weights; give \"weights\" "
        "instead of \"norm_squared\"");
}

}  // namespace

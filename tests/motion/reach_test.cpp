#include "isthmus/motion/reach.hpp"

#include <doctest/doctest.h>

#include "isthmus/motion/equivalent.hpp"
#include "isthmus/motion/same_wiring.hpp"
#include "isthmus/network/architecture.hpp"
#include "motion/brute_reach.hpp"
#include "motion/reach_rules.hpp"
#include "support/message.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The permutation and the factors bring TO into the component of FROM.
void check_yes(const Network& from, const Network& to, const ReachResult& result) {
  const Contraction contraction = contract(from);
  const Symmetry symmetry = symmetry_of(from, contraction, result.partner);
  REQUIRE_FALSE(symmetry.nodes.empty());
  REQUIRE(result.balancing.scale.has_value());
  for (const LockedSign& lock : result.locked) {
    const std::uint32_t image = contraction.file_edge[EdgeId{symmetry.edges[lock.edge.value]}];
    CHECK(sign_of(to.edges[image].weights.front()) == lock.sign);
  }
}

void check_no(const Network& from, const ReachResult& result) {
  if (result.answer != Reach::not_rescalable) return;
  REQUIRE(result.balancing.cut.has_value());
  CHECK_FALSE(result.balancing.cut->set.empty());
  CHECK_FALSE(from.nodes.empty());
}

Reach expected(const BruteReach& brute) {
  if (brute.in_component > 0) return Reach::yes;
  return brute.on_variety > 0 ? Reach::sign_obstruction : Reach::not_rescalable;
}

TEST_CASE("reach: as all permutations and all vertices say, on networks full of twins") {
  Random random(70);
  TwinNetworks networks(random);
  std::map<Reach, std::size_t> seen;
  for (int i = 0; i < 3000; ++i) {
    Network from = networks.draw(5);
    if (std::none_of(from.edges.begin(), from.edges.end(),
                     [](const Edge& e) { return !e.fixed; })) {
      continue;
    }
    Network to = from;
    draw_weights(random, from, random.chance(50) ? 0 : 40);
    draw_weights(random, to, random.chance(50) ? 0 : 40);
    if (contract(from).graph.weight_count() > 14) continue;
    CAPTURE(i);
    const ReachResult result = reach(from, to);
    CHECK(result.answer == expected(brute_reach(from, to)));
    if (result.answer == Reach::yes) check_yes(from, to, result);
    check_no(from, result);
    ++seen[result.answer];
  }
  CHECK(seen[Reach::yes] > 100);
  CHECK(seen[Reach::sign_obstruction] > 100);
  CHECK(seen[Reach::not_rescalable] > 100);
  CHECK(seen[Reach::undetermined] == 0);
}

TEST_CASE("reach: every network reaches itself in disguise") {
  Random random(71);
  TwinNetworks networks(random);
  for (int i = 0; i < 500; ++i) {
    Network from = networks.draw(5);
    draw_weights(random, from, random.chance(50) ? 0 : 30);
    if (!has_weights(from)) continue;
    const ReachResult result = reach(from, disguised(random, from));
    CHECK(result.answer == Reach::yes);
  }
}

/// x → h1, h2 → y with two inputs: weights out of the neurons as given, so large that both lock.
Network two_neurons(int first, int second) {
  Network network = parse_architecture("mlp:2-2-1");
  for (Edge& edge : network.edges) edge.weights = {1};
  network.edges[4].weights = {first};
  network.edges[5].weights = {second};
  return network;
}

TEST_CASE(
    "reach: four components of two neurons, three effective ones: one pair reaches each other") {
  const std::vector<std::pair<int, int>> signs{{3, 3}, {3, -3}, {-3, 3}, {-3, -3}};
  std::size_t pairs = 0;
  for (const auto& [a, b] : signs) {
    for (const auto& [c, d] : signs) {
      const ReachResult result = reach(two_neurons(a, b), two_neurons(c, d));
      CHECK(result.locked.size() == 2);
      const bool same = a == c && b == d;
      const bool swapped = a == d && b == c;
      CHECK(result.answer == (same || swapped ? Reach::yes : Reach::sign_obstruction));
      pairs += !same && swapped ? 1 : 0;
    }
  }
  CHECK(pairs == 2);  // (+−) reaches (−+) and the other way round
}

TEST_CASE("reach: the evidence of a sign obstruction") {
  const ReachResult mixed = reach(two_neurons(3, 3), two_neurons(3, -3));
  REQUIRE(mixed.shortage.has_value());
  CHECK(mixed.shortage->nodes.size() == 2);
  CHECK(mixed.shortage->partners == std::vector<std::uint32_t>{2});
  CHECK_FALSE(mixed.locked[0].never_agrees);
  const ReachResult opposite = reach(two_neurons(3, 3), two_neurons(-3, -3));
  CHECK(opposite.locked[0].never_agrees);
  CHECK(opposite.locked[1].never_agrees);
}

TEST_CASE("reach: an irrational rescaling is enclosed") {
  Network from = parse_architecture("mlp:1-1-1");
  Network to = from;
  from.edges[0].weights = {2};
  from.edges[1].weights = {1};
  to.edges[0].weights = {1};
  to.edges[1].weights = {1};
  const ReachResult result = reach(from, to);  // λ² − 1/λ² = 3
  REQUIRE(result.balancing.scale);
  const Enclosure factor = (*result.balancing.scale)[NodeId{0}];
  const auto law = [](const Rational& f) { return Rational(f * f - 1 / (f * f)); };
  CHECK(law(factor.lower) < 3);
  CHECK(law(factor.upper) > 3);
}

TEST_CASE("reach: a budget that ran out proves nothing") {
  Random random(72);
  std::size_t undetermined = 0;
  for (int i = 0; i < 20; ++i) {
    Network from = parse_architecture("mlp:2-9-9-2");
    Network to = from;
    draw_weights(random, from, 0);
    draw_weights(random, to, 60);
    ReachOptions options;
    options.budget = Budget(2000);
    const ReachResult result = reach(from, to, options);
    if (result.answer != Reach::undetermined) continue;
    ++undetermined;
    CHECK(result.reason == "the budget of 2000 steps was used up");
    CHECK_FALSE(result.balancing.cut.has_value());
  }
  CHECK(undetermined > 0);
}

TEST_CASE("reach: nodes called interchangeable are") {
  Random random(73);
  TwinNetworks networks(random);
  std::size_t pairs = 0;
  for (int i = 0; i < 1500; ++i) {
    Network from = networks.draw(4);
    Network to = from;
    draw_weights(random, from, 0);
    draw_weights(random, to, 30);
    if (!has_weights(from) || contract(from).graph.weight_count() > 12) continue;
    const Contraction contraction = contract(from);
    const EdgeWeights weights(to);
    const motion::ReachProblem problem({from, contraction}, EdgeWeights(from), weights);
    Budget budget;
    motion::ReachRules rules(problem, motion::ReachRules::Demand::flow_and_signs, budget);
    const auto symmetries = all_symmetries(from, contraction, {});
    for (std::uint32_t v = 0; v < from.nodes.size(); ++v) {
      for (std::uint32_t w = 0; w < v; ++w) {
        if (from.nodes[v].role != Role::hidden || from.nodes[w].role != Role::hidden) continue;
        if (!rules.interchangeable(v, w)) continue;
        ++pairs;
        for (const Symmetry& symmetry : symmetries) {
          Permutation swapped = symmetry.nodes;
          for (std::uint32_t& image : swapped) image = image == v ? w : (image == w ? v : image);
          CHECK(motion::keeps_wiring(from, problem.wiring(), swapped));
          CHECK(rules.accepts(symmetry.nodes) == rules.accepts(swapped));
        }
      }
    }
  }
  CHECK(pairs > 200);
}

TEST_CASE("reach and equivalent: neurons of different activation do not change places") {
  Network from = two_neurons(3, -3);
  Network to = two_neurons(-3, 3);
  CHECK(reach(from, to).answer == Reach::yes);
  CHECK(equivalent(from, to).answer == Equivalence::equivalent);
  for (Network* network : {&from, &to}) {
    network->nodes[2].activation.negative_slope = Rational(1, 10);
  }
  CHECK(reach(from, to).answer == Reach::sign_obstruction);
  CHECK(equivalent(from, to).answer == Equivalence::different);
  CHECK_FALSE(motion::keeps_wiring(from, symmetry::Wiring(from), {0, 1, 3, 2, 4}));
}

TEST_CASE("reach: what is missing is named") {
  const Network bare = parse_architecture("mlp:2-2-1");
  const Network full = two_neurons(3, 3);
  CHECK(message_of([&] { return reach(full, bare); }) ==
        "the network to be reached has no weights; give it weights");
  CHECK(
      message_of([&] { return reach(bare, full); }) ==
      "this network has neither weights nor a balance, so it is in no component; give it weights, "
      "or a balance");
  Network balanced = bare;
  balanced.balance.assign(balanced.nodes.size(), std::nullopt);
  balanced.balance[2] = balanced.balance[3] = Rational(-7);
  CHECK(message_of([&] { return reach(balanced, full); }) ==
        "the balance locks weights (2 in number), and without weights their signs are not known; "
        "give this network weights");
  balanced.balance[2] = balanced.balance[3] = Rational(7);
  CHECK(reach(balanced, full).answer == Reach::yes);
}

TEST_CASE("same wiring: files in another order are matched by name") {
  Random random(74);
  TwinNetworks networks(random);
  std::size_t moved = 0;
  for (int i = 0; i < 300; ++i) {
    Network a = networks.draw(5);
    draw_weights(random, a, 20);
    Network b = a;
    std::vector<std::uint32_t> place(a.nodes.size());
    std::iota(place.begin(), place.end(), 0U);
    for (std::size_t k = place.size(); k > 1; --k) std::swap(place[k - 1], place[random.below(k)]);
    for (std::size_t v = 0; v < place.size(); ++v) b.nodes[place[v]] = a.nodes[v];
    for (Edge& edge : b.edges) {
      edge.from = place[edge.from];
      edge.to = place[edge.to];
    }
    std::stable_sort(b.edges.begin(), b.edges.end(),
                     [](const Edge& e, const Edge& f) { return e.to < f.to; });
    const Network back = in_order_of(a, b);
    CHECK_FALSE(wiring_difference(a, back, "A", "B").has_value());
    CHECK(std::equal(a.edges.begin(), a.edges.end(), back.edges.begin(),
                     [](const Edge& e, const Edge& f) { return e.weights == f.weights; }));
    moved += wiring_difference(a, b, "A", "B").has_value() ? 1 : 0;
    b.nodes[0].id = "other";  // then positions count
    CHECK(in_order_of(a, b).nodes[0].id == "other");
  }
  CHECK(moved > 100);
}

TEST_CASE("same wiring: the first difference in words") {
  const auto difference = [](const std::string& a, const std::string& b) {
    return wiring_difference(parse_architecture(a), parse_architecture(b), "A", "B").value_or("");
  };
  CHECK(difference("mlp:3-4-4-1", "mlp:3-4-4-1").empty());
  CHECK(difference("mlp:3-4-4-1", "mlp:3-4-5-1") ==
        "the layer \"h2_\" has 4 hidden nodes in A and 5 in B");
  CHECK(difference("mlp:3-4-1", "mlp:2-4-1") == "the layer \"x\" has 3 inputs in A and 2 in B");
  CHECK(difference("dag:x>a,a>y,x>y", "dag:x>a,a>y") == "there are 3 edges in A and 2 in B");
  CHECK(difference("dag:x>a,x>b,a>b,b>y,a>y", "dag:x>a,x>b,a>b,b>y,x>y") ==
        "edge 4 runs from \"a\" to \"y\" in A and runs from \"x\" to \"y\" in B");
}

}  // namespace

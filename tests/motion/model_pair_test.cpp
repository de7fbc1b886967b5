// Two models are compared as the networks are that they stand for.
#include <doctest/doctest.h>

#include <map>

#include "isthmus/motion/equivalent.hpp"
#include "isthmus/motion/reach.hpp"
#include "isthmus/motion/same_wiring.hpp"
#include "network/random_models.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The same network with other weights: few values, so that much is alike.
Model redrawn(Random& random, const Model& model) {
  Model other = model;
  std::vector<bool> fixed(model.tensors.size(), false);
  for (const Link& link : model.links) fixed[link.tensor] = fixed[link.tensor] || link.fixed;
  for (std::size_t t = 0; t < model.tensors.size(); ++t) {
    const Tensor& tensor = model.tensors[t];
    if (fixed[t]) continue;
    std::vector<double> values(tensor.size());
    for (double& x : values) x = random.chance(15) ? 0 : random.chance(50) ? 1 : -2;
    other.tensors[t] = make_tensor(tensor.name, tensor.shape, tensor.type, values);
  }
  return other;
}

struct Pair {
  Model a, b;
  Network wiring, network_a, network_b;
  Contraction contraction;

  Pair(Model first, Model second)
      : a(std::move(first)),
        b(std::move(second)),
        wiring(to_network(a, WeightDetail::none)),
        network_a(to_network(a, WeightDetail::all)),
        network_b(to_network(b, WeightDetail::all)),
        contraction(contract(wiring)) {}
};

void compare_reach(const Pair& pair, std::map<Reach, int>& seen) {
  const ReachResult by_model =
      reach({pair.wiring, pair.contraction}, EdgeWeights(pair.a), EdgeWeights(pair.b));
  const ReachResult by_network = reach(pair.network_a, pair.network_b);
  CHECK(by_model.answer == by_network.answer);
  CHECK(by_model.partner == by_network.partner);
  CHECK(by_model.locked.size() == by_network.locked.size());
  CHECK(by_model.balancing.cut.has_value() == by_network.balancing.cut.has_value());
  REQUIRE(by_model.balancing.scale.has_value() == by_network.balancing.scale.has_value());
  if (by_model.balancing.scale) {
    for (const NodeId v : pair.contraction.graph.hidden_nodes()) {
      CHECK((*by_model.balancing.scale)[v].lower == (*by_network.balancing.scale)[v].lower);
    }
  }
  ++seen[by_model.answer];
}

void compare_equivalence(const Pair& pair, std::map<Equivalence, int>& seen) {
  const EquivalenceResult by_model =
      equivalent({pair.wiring, pair.contraction}, EdgeWeights(pair.a), EdgeWeights(pair.b));
  const EquivalenceResult by_network = equivalent(pair.network_a, pair.network_b);
  CHECK(by_model.answer == by_network.answer);
  CHECK(by_model.partner == by_network.partner);
  CHECK(by_model.scale == by_network.scale);
  CHECK(by_model.difference.kind == by_network.difference.kind);
  CHECK(by_model.difference.normalised == by_network.difference.normalised);
  ++seen[by_model.answer];
}

}  // namespace

TEST_CASE("reach and equivalent: models are judged as their networks are") {
  Random random(90);
  std::map<Reach, int> reached;
  std::map<Equivalence, int> equal;
  for (int i = 0; i < 2500; ++i) {
    const Model model = random_model(random);
    if (!EdgeWeights(model).known()) continue;
    const Model one = redrawn(random, model);
    const Pair pair(one, random.chance(30) ? one : redrawn(random, model));
    CHECK(laid_out_alike(pair.a, pair.b));
    compare_reach(pair, reached);
    compare_equivalence(pair, equal);
  }
  for (const Reach answer : {Reach::yes, Reach::sign_obstruction, Reach::not_rescalable}) {
    CHECK(reached[answer] > 20);
  }
  CHECK(equal[Equivalence::equivalent] > 50);
  CHECK(equal[Equivalence::different] > 50);
}

TEST_CASE("models called alike are the same network, node by node and edge by edge") {
  Random random(91);
  std::size_t alike = 0;
  std::vector<Model> models;
  for (int i = 0; i < 120; ++i) {
    models.push_back(random_model(random));
    models.push_back(redrawn(random, models.back()));
  }
  for (std::size_t i = 0; i < models.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!laid_out_alike(models[i], models[j])) continue;
      ++alike;
      const Network a = to_network(models[i], WeightDetail::all);
      const Network b = to_network(models[j], WeightDetail::all);
      CHECK_FALSE(wiring_difference(a, b, "a", "b").has_value());
      const Network ordered = in_order_of(a, b);
      for (std::size_t v = 0; v < b.nodes.size(); ++v) CHECK(ordered.nodes[v].id == b.nodes[v].id);
    }
  }
  CHECK(alike >= 120);
}

TEST_CASE("models are not called alike if a part of their wiring differs") {
  Random random(92);
  std::size_t told_apart = 0;
  for (int i = 0; i < 200; ++i) {
    const Model model = random_model(random);
    std::vector<Model> others(5, model);
    others[0].runs[3].activation.negative_slope = Rational(1, 2);
    others[1].ties.push_back({3, 4});
    if (!model.links.empty()) {
      Link& link = others[2].links.front();
      link.fixed = !link.fixed;
      others[3].links.front().heads.push_back(0);
    }
    others[4].runs[0].bias = true;
    for (const Model& other : others) told_apart += laid_out_alike(model, other) ? 0 : 1;
  }
  CHECK(told_apart > 900);
}

TEST_CASE("models whose nodes have each other's names are not called alike") {
  Model model;
  model.runs = {run("x", 1, Role::input), run("g", 1, Role::hidden), run("h", 1, Role::hidden),
                run("y", 1, Role::output)};
  Model other = model;
  std::swap(other.runs[1].prefix, other.runs[2].prefix);
  CHECK_FALSE(laid_out_alike(model, other));
  other.runs[1].prefix = "f[";
  CHECK(laid_out_alike(model, other));
}

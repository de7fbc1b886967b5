// Broken witnesses are rejected: each part of one is changed, one at a time.
#include <doctest/doctest.h>

#include <functional>

#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "pattern/cases.hpp"
#include "pattern/states.hpp"
#include "pattern/witness/lift.hpp"

namespace isthmus::pattern {
namespace {

struct Known {
  LayerSupports layers;
  Witness witness;
};

// One in five of the classified patterns that are not closed.
const std::vector<Known>& known_witnesses() {
  static const std::vector<Known> all = [] {
    std::vector<Known> out;
    std::size_t count = 0;
    for (const test::ClassifiedPattern& known : test::classified_patterns()) {
      if (known.closed || ++count % 5 != 0) continue;
      const PatternState state = two_factor_pattern(known.layers);
      WitnessOptions options;
      options.column_count = known.layers[0].inputs;
      Budget budget;
      out.push_back({known.layers, *find_lifted_witness(state, reduce(state), options, budget)});
    }
    return out;
  }();
  return all;
}

void for_each_node(Refutation& tree, const std::function<void(Refutation&)>& visit) {
  visit(tree);
  for (auto& child : tree.children) for_each_node(child.second, visit);
}

std::size_t count_nodes(Refutation tree) {
  std::size_t count = 0;
  for_each_node(tree, [&](Refutation&) { ++count; });
  return count;
}

// Calls change(copy, its node number n) for every node and expects each changed copy to be wrong.
// A change that returns false did nothing.
int broken_trees(const std::function<bool(Refutation&)>& change) {
  int count = 0;
  for (const Known& known : known_witnesses()) {
    for (std::size_t n = 0; n < count_nodes(known.witness.refutation); ++n) {
      Witness broken = known.witness;
      std::size_t at = 0;
      bool changed = false;
      for_each_node(broken.refutation, [&](Refutation& node) {
        if (at++ == n) changed = change(node);
      });
      if (!changed) continue;
      ++count;
      CHECK(fault_of(known.layers, broken).has_value());
    }
  }
  return count;
}

std::string fault(const LayerSupports& layers, const Witness& witness) {
  return fault_of(layers, witness).value_or("none");
}

}  // namespace

TEST_CASE("Trees: without a step, without a branch, with a branch twice, cut off, grown") {
  // The search leaves no step that could be spared.
  CHECK(broken_trees([](Refutation& node) {
          if (node.steps.empty()) return false;
          node.steps.pop_back();
          return true;
        }) > 20);
  CHECK(broken_trees([](Refutation& node) {
          if (node.children.empty()) return false;
          node.children.pop_back();
          return true;
        }) > 50);
  CHECK(broken_trees([](Refutation& node) {
          if (node.children.empty()) return false;
          node.children.push_back(node.children.back());
          return true;
        }) > 50);
  CHECK(broken_trees([](Refutation& node) {
          if (node.end.empty()) return false;
          node.end.clear();
          node.row = 1000;
          return true;
        }) > 50);
  CHECK(broken_trees([](Refutation& node) {
          if (node.end.empty()) return false;
          node.end.push_back(node.end.front());
          return true;
        }) > 50);
}

TEST_CASE("Trees: contradictions and steps about what is not there") {
  CHECK(broken_trees([](Refutation& node) {
          node.end = {EmptySpace{1000}};
          node.children.clear();
          return true;
        }) > 100);
  CHECK(broken_trees([](Refutation& node) {
          node.steps.push_back(SpanStep{1000, 0});
          return true;
        }) > 100);
  CHECK(broken_trees([](Refutation& node) {
          node.steps.push_back(ExchangeStep{0, {{1000, 0}}, 0});
          return true;
        }) > 100);
  CHECK(broken_trees([](Refutation& node) {
          node.steps.push_back(RankStep{{0}, 1000});
          return true;
        }) > 100);
  CHECK(broken_trees([](Refutation& node) {
          node.end = {RankTooLarge{{0}, {}}};
          node.children.clear();
          return node.steps.empty();
        }) > 50);
}

TEST_CASE("Limits, factors and windows that are wrong") {
  for (const Known& known : known_witnesses()) {
    REQUIRE(fault(known.layers, known.witness) == "none");
    Witness broken = known.witness;
    broken.limit(0, 0) += 1;
    CHECK(fault(known.layers, broken) == "the product does not tend to the limit");

    broken = known.witness;
    broken.factors.pop_back();
    CHECK(fault(known.layers, broken) == "there are not as many factors as layers");

    broken = known.witness;
    broken.limit = RationalMatrix(broken.limit.rows(), broken.limit.cols());
    for (auto& row : broken.factors[1]) row.assign(row.size(), Laurent{});
    CHECK(fault(known.layers, broken) != "none");  // 0 is attained

    broken = known.witness;
    broken.window.rows.insert(1000);
    CHECK(fault(known.layers, broken) == "the window is not within the pattern");

    broken = known.witness;
    broken.window.neurons.push_back(broken.window.neurons.front());
    CHECK(fault(known.layers, broken) ==
          "the window does not cover its entries as the pattern does");
  }
}

TEST_CASE("A window must not lose a neuron, nor gain entries") {
  // Without its second neuron LU would be a rank-1 matrix.
  const PatternState lu = test::state_of(2, 2, {"01x01", "1x1"});
  const LayerSupports layers = layers_of(lu, 2);
  WitnessOptions options;
  options.column_count = 2;
  Budget budget;
  const Witness right = *find_witness(lu, options, budget);
  Witness broken = right;
  broken.window.neurons[1].rows = {};
  CHECK(fault(layers, broken) == "the window does not cover its entries as the pattern does");
  broken = right;
  broken.window.neurons[1].rows.insert(0);
  CHECK(fault(layers, broken) == "a piece of the window is not within its neuron");
  broken = right;
  broken.window.neurons[1].origin = 0;
  CHECK(fault(layers, broken) == "the window does not cover its entries as the pattern does");
  broken = right;
  broken.factors[0][1][0] = Laurent::monomial(1);
  CHECK(fault(layers, broken) == "a factor is not zero outside its layer");
  broken = right;  // a pole that the constant term does not show
  broken.factors[1][0][0] += Laurent::monomial(1, -2);
  CHECK(fault(layers, broken) == "the product does not tend to the limit");
  broken = right;  // the entry that makes the limit impossible, unseen
  broken.window.free[0].insert(0);
  CHECK(fault(layers, broken) != "none");
}

}  // namespace isthmus::pattern

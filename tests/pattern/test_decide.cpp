// The decision: every classified pattern, the counts of the larger tables, the catalogue.
#include <doctest/doctest.h>

#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/reduce/reduce.hpp"
#include "pattern/window/catalogue.hpp"
#include "pattern/window/windows.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

struct Counts {
  std::size_t closed = 0, not_closed = 0, undecided = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};

Counts table(std::size_t outputs, std::size_t hidden, std::size_t inputs) {
  Counts out;
  for (const PatternState& pattern : enumerate_classes(outputs, hidden, inputs)) {
    const Decision decision = decide(layers_of(pattern, inputs));
    if (decision.verdict == Closedness::closed) ++out.closed;
    if (decision.verdict == Closedness::not_closed) ++out.not_closed;
    if (decision.verdict == Closedness::undecided) ++out.undecided;
  }
  return out;
}

PatternState without_row(PatternState pattern, std::size_t row) {
  for (Rectangle& neuron : pattern.neurons) neuron.rows.erase(row);
  return pattern;
}

PatternState without_column(PatternState pattern, std::size_t column) {
  for (Rectangle& neuron : pattern.neurons) neuron.columns.erase(column);
  return pattern;
}

// Whether it is, with a proof that can be replayed.
bool is_closed(const PatternState& pattern) {
  const LayerSupports layers = layers_of(pattern, pattern.columns.size());
  const Decision decision = decide(layers);
  return decision.proof && is_proof(layers, *decision.proof);
}

// Whether one of the theorems T11, T12, T13 claims that the state is closed.
bool a_theorem_fires(const PatternState& state) {
  Budget budget;
  return closed_by_dimension_count(state, Orientation::rows, budget) ||
         closed_by_dimension_count(state, Orientation::columns, budget) ||
         closed_by_sandwich(state, 3, budget) || closed_by_absorption(state, budget);
}

}  // namespace

TEST_CASE("All 1754 classified patterns get their verdict with evidence") {
  std::size_t closed = 0, not_closed = 0;
  for (const ClassifiedPattern& known : classified_patterns()) {
    const Decision decision = decide(known.layers);
    REQUIRE(decision.verdict != Closedness::undecided);
    CHECK((decision.verdict == Closedness::closed) == known.closed);
    if (decision.proof) {
      ++closed;
      CHECK(is_proof(known.layers, *decision.proof));
    }
    if (decision.witness) {
      ++not_closed;
      CHECK(!fault_of(known.layers, *decision.witness));
    }
  }
  CHECK(closed == 1464);
  CHECK(not_closed == 290);
}

TEST_CASE("The larger tables have the counts of the prototype") {
  CHECK(table(2, 3, 3) == Counts{828, 66, 0});
  CHECK(table(3, 2, 4) == Counts{329, 48, 0});
  CHECK(table(4, 2, 4) == Counts{283, 61, 0});
  CHECK(table(2, 4, 2) == Counts{631, 21, 0});
  CHECK(table(2, 4, 3) == Counts{5816, 502, 0});
}

TEST_CASE("T11, T12 and T13 say nothing about states that are not closed") {
  std::size_t states = 0;
  for (const auto& [m, n] : {std::pair{3, 4}, {4, 4}, {3, 3}, {2, 5}}) {
    for (const PatternState& pattern : enumerate_classes(m, 2, n)) {
      if (closed_by_two_neurons(pattern).value()) continue;
      ++states;
      CHECK(!a_theorem_fires(pattern));
    }
  }
  CHECK(states > 100);
  for (const PatternState& window : forbidden_windows()) {
    CHECK(!a_theorem_fires(window));
    const ReducedState reduced = reduce(window);
    for (const PatternState* leaf : leaves(reduced)) CHECK(!a_theorem_fires(*leaf));
  }
  for (const ClassifiedPattern& known : classified_patterns()) {
    if (known.closed) continue;
    const PatternState pattern = two_factor_pattern(known.layers);
    CHECK(!a_theorem_fires(pattern));
    const ReducedState reduced = reduce(pattern);
    const auto parts = leaves(reduced);
    if (parts.size() == 1) CHECK(!a_theorem_fires(*parts[0]));
  }
}

TEST_CASE("Every window of the catalogue is found, and is not closed, but its windows are" *
          doctest::test_suite("long")) {
  for (const PatternState& pattern : forbidden_windows()) {
    Budget budget;
    const auto window = find_window(pattern, budget);
    REQUIRE(window);
    CHECK(window->rows == pattern.rows);
    CHECK(window->columns == pattern.columns);
    const LayerSupports layers = layers_of(pattern, pattern.columns.size());
    const Decision decision = decide(layers);
    CHECK(decision.verdict == Closedness::not_closed);
    REQUIRE(decision.witness);
    CHECK(!fault_of(layers, *decision.witness));
    pattern.rows.for_each([&](std::size_t row) { CHECK(is_closed(without_row(pattern, row))); });
    pattern.columns.for_each(
        [&](std::size_t column) { CHECK(is_closed(without_column(pattern, column))); });
  }
  CHECK(forbidden_windows().size() == 76);
}

TEST_CASE("Verdicts do not depend on names or on the order of rows and columns") {
  std::mt19937 random(5);
  std::size_t not_closed = 0;
  for (int round = 0; round < 300; ++round) {
    const PatternState pattern =
        random_pattern(2 + random() % 3, 2 + random() % 2, 2 + random() % 3, 60, random);
    const PatternState other = renamed(pattern, random);
    const auto verdict = [](const PatternState& state) {
      return decide(layers_of(state, 10)).verdict;
    };
    CHECK(verdict(pattern) == verdict(other));
    not_closed += verdict(pattern) == Closedness::not_closed ? 1 : 0;
  }
  CHECK(not_closed > 20);
}

TEST_CASE("The same seed decides with the same evidence" * doctest::test_suite("long")) {
  for (const PatternState& pattern : forbidden_windows()) {
    const LayerSupports layers = layers_of(pattern, pattern.columns.size());
    CHECK(decide(layers).witness == decide(layers).witness);
  }
}

TEST_CASE("the last resort is asked about limits, believed, and told apart from a refutation") {
  DecideOptions options;
  options.refuter_steps = 1;
  options.window_steps = 1;
  options.chart_steps = 0;
  options.trials = 100;
  LayerSupports layers(2);
  layers[0] = {3, {{0, 1}, {0, 1, 2}, {0, 2}}};
  layers[1] = {3, {{0, 1}, {1, 2}, {1, 2}}};
  CHECK(decide(layers, options).verdict == Closedness::undecided);
  std::size_t asked = 0;
  options.has_unit_ideal = [&](const PatternState& state, const RationalMatrix& limit) {
    CHECK(state.rows.size() <= limit.rows());
    return ++asked == 3;
  };
  const Decision decision = decide(layers, options);
  CHECK(asked == 3);
  REQUIRE(decision.witness);
  CHECK(decision.verdict == Closedness::not_closed);
  CHECK(decision.witness->refutation.rests_on_ideal());
  CHECK(decision.rules == std::vector<std::string>{"witness", "ideal"});
  CHECK(!fault_of_factors(layers, *decision.witness));
  CHECK(fault_of_refutation(*decision.witness));
  options.has_unit_ideal = [](const PatternState&, const RationalMatrix&) { return false; };
  CHECK(decide(layers, options).verdict == Closedness::undecided);
}

TEST_CASE("entries of a part that another part covers need not be 0") {
  // The window of the part that is not closed has an entry that neuron 2 covers.
  LayerSupports layers(2);
  layers[0] = {4, {{0, 1}, {0, 2}, {1, 2}, {1, 3}}};
  layers[1] = {4, {{0, 1, 2, 3}, {1, 2}, {3}}};
  const Decision decision = decide(layers);
  CHECK(decision.verdict == Closedness::not_closed);
  REQUIRE(decision.witness);
  CHECK(fault_of(layers, *decision.witness) == std::nullopt);
}

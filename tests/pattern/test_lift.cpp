// Witnesses lifted to the pattern: all classified patterns, and large ones.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "pattern/cases.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/witness/forms.hpp"
#include "pattern/witness/lift.hpp"

namespace isthmus::pattern {
namespace {

std::optional<Witness> lifted(const LayerSupports& layers, std::size_t trials) {
  const PatternState state = two_factor_pattern(layers);
  WitnessOptions options;
  options.trials = trials;
  options.column_count = layers[0].inputs;
  Budget budget;
  return find_lifted_witness(state, reduce(state), options, budget);
}

bool has_linear_block(const ReducedState& reduced) {
  for (const Reduction& step : reduced.reductions) {
    if (std::holds_alternative<LinearReduction>(step)) return true;
  }
  for (const auto& [neurons, part] : reduced.parts) {
    if (has_linear_block(part)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "Every classified pattern that is not closed has a witness that holds, no other has one") {
  int not_closed = 0, with_blocks = 0;
  for (const test::ClassifiedPattern& known : test::classified_patterns()) {
    const auto witness = lifted(known.layers, known.closed ? 20 : 2000);
    CHECK(witness.has_value() == !known.closed);
    if (!witness) continue;
    ++not_closed;
    CHECK(fault_of(known.layers, *witness) == std::nullopt);
    if (has_linear_block(reduce(two_factor_pattern(known.layers)))) ++with_blocks;
  }
  CHECK(not_closed == 290);
  CHECK(with_blocks > 20);
}

TEST_CASE("Random patterns up to 6 × 5 × 6: every witness found holds") {
  std::mt19937 random(21);
  int found = 0;
  for (int round = 0; round < 150; ++round) {
    const std::size_t rows = 2 + random() % 5, neurons = 2 + random() % 4,
                      columns = 2 + random() % 5;
    const PatternState state =
        test::random_pattern(rows, neurons, columns, 30 + random() % 60, random);
    const LayerSupports layers = layers_of(state, columns);
    const auto witness = lifted(layers, 40);
    if (!witness) continue;
    ++found;
    CHECK(fault_of(layers, *witness) == std::nullopt);
  }
  CHECK(found > 40);
}

TEST_CASE("A window of a large pattern is a witness of the whole") {
  std::mt19937 random(22);
  const std::size_t size = 200;
  PatternState state = test::random_pattern(size, size, size, 2, random);
  IndexSet rows, columns;
  for (const std::size_t i : {17U, 120U}) rows.insert(i);
  for (const std::size_t j : {5U, 199U}) columns.insert(j);
  for (Rectangle& neuron : state.neurons) {  // nothing else at the window …
    neuron.rows -= rows;
    neuron.columns -= columns;
  }
  state.neurons[40].rows |= rows;  // … but LU
  state.neurons[40].columns |= columns;
  state.neurons[77].rows.insert(120);
  state.neurons[77].columns.insert(199);
  const PatternState window = restricted(state, rows, columns);
  WitnessOptions options;
  options.column_count = size;
  Budget budget;
  const auto witness = find_lifted_witness(window, reduce(window), options, budget);
  REQUIRE(witness);
  CHECK(witness->window.rows == rows);
  CHECK(fault_of(layers_of(state, size), *witness) == std::nullopt);
}

}  // namespace isthmus::pattern

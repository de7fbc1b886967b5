// Patterns for the tests of the room: the classified ones of tests/cases, and short notation.
#pragma once

#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus::test {

struct ClassifiedPattern {
  LayerSupports layers;
  bool closed = false;
};

/// tests/cases/patterns.json: all 1754 classes of the small sizes with the verdicts of the
/// prototype.
std::vector<ClassifiedPattern> classified_patterns();

/// A layer from rows of 0 and 1.
LayerSupport layer(const std::vector<std::string>& rows);

/// The state with these neurons, rows and columns written as digits: {{"01", "012"}, …}.
PatternState state(std::size_t rows, std::size_t columns,
                   const std::vector<std::pair<std::string, std::string>>& neurons,
                   const std::vector<std::pair<std::size_t, std::size_t>>& free = {});

/// Rows, columns and neurons renamed at random, and transposed half of the time.
PatternState renamed(const PatternState& state, std::mt19937& random);

/// A random pattern whose incidences are there with probability `percent` / 100.
PatternState random_pattern(std::size_t rows, std::size_t neurons, std::size_t columns,
                            std::size_t percent, std::mt19937& random);

}  // namespace isthmus::test

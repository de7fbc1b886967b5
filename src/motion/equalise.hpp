// Making as many squares of a class of edges in series equal as powers of two allow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus::motion {

/// What shifting the sets between the edges can do to their squares x_i: exponents d_i with sum 0,
/// so that x_i · 4^(d_i) is least for as many edges as possible.
struct Equalisation {
  std::vector<std::int64_t> factors;  ///< d
  std::size_t least = 0;              ///< how many are least then; all others are locked
  /// The most edges that any exponents at all, their sum not being 0, can make equal: the size of
  /// the largest class modulo powers of four.
  std::size_t most = 0;
};

/// Requires at least two numbers, all positive. O(n log n) and a few rounds.
[[nodiscard]] Equalisation equalise(const std::vector<Rational>& x);

/// How many of the numbers are equal to the least.
[[nodiscard]] std::size_t count_least(const std::vector<Rational>& x);

}  // namespace isthmus::motion

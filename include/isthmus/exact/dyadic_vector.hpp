// Many exact numbers whose denominators are powers of two, without an allocation for each.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "isthmus/exact/int256.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// The numbers values[i] / 2^halvings. Sums of squares of floating-point weights are such numbers.
struct DyadicVector {
  std::size_t halvings = 0;
  std::vector<Int256> values;
};

/// n as an unbounded integer.
[[nodiscard]] Integer to_integer(const Int256& n);

/// The same numbers on their common denominator; nothing if one has an odd factor in its
/// denominator or takes more than 250 bits then. O(count), three words read of each.
[[nodiscard]] std::optional<DyadicVector> to_dyadic(const std::vector<Rational>& numbers);

/// values[i] / 2^halvings as fractions.
[[nodiscard]] std::vector<Rational> to_rationals(const DyadicVector& numbers);

}  // namespace isthmus

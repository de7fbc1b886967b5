// The limit of the span of vectors that move.
#pragma once

#include <vector>

#include "pattern/witness/subspace.hpp"

namespace isthmus::pattern {

/// A vector polynomial in ε: [degree] lists the coefficients of ε^degree.
using MovingVector = std::vector<Vector<CheckedInteger>>;

/// A vector of the limit, with the combination of the moving vectors that tends to it.
struct LimitVector {
  Vector<CheckedInteger> value;
  /// coefficients[k][s]: that of ε^{-s} in the factor of moving vector k.
  std::vector<Vector<CheckedInteger>> coefficients;
};

/// A basis of lim_{ε→0} span(moving vectors at ε), each as the limit of a combination of them.
/// Every vector has the same length. Throws Overflow.
[[nodiscard]] std::vector<LimitVector> limit_span(const std::vector<MovingVector>& moving);

}  // namespace isthmus::pattern

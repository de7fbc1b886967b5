// The factor by which weight decay shrinks a balance.
#pragma once

#include "isthmus/exact/ball.hpp"

namespace isthmus {

/// Encloses e^(-y) for y >= 0, each end a multiple of 2^-128; 0 <= lower, upper <= 1,
/// width at most 2^-100. Requires y <= 2^20. Rational arithmetic only.
[[nodiscard]] Enclosure exp_minus(const Rational& y);

}  // namespace isthmus

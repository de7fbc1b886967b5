// Exact conversion between rationals and binary floating-point numbers.
#pragma once

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// The rational equal to a finite binary32 or binary64 number. Throws Error (bad_input) for
/// NaN and infinities. Negative zero becomes 0.
[[nodiscard]] Rational from_binary32(float value);
[[nodiscard]] Rational from_binary64(double value);

/// `q` rounded to the nearest binary32 or binary64 number (ties to even, subnormals included),
/// as IEEE 754 converts. Throws Error (bad_input) when the result would be infinite.
[[nodiscard]] float to_binary32(const Rational& q);
[[nodiscard]] double to_binary64(const Rational& q);

}  // namespace isthmus

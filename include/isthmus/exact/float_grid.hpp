// The numbers of a floating-point type as a grid that can be counted on.
#pragma once

#include <cstdint>

#include "isthmus/exact/number_type.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// Position of a number of a type: 0 is zero, 1 the least positive number (subnormals count), −1
/// its negative, and so on; one past the largest finite number stands for infinity. Differences of
/// positions are distances in units in the last place (ulp).
using GridPosition = std::int64_t;

/// One floating-point type of IEEE 754 (or bfloat16), rounding to nearest, ties to even.
class FloatGrid {
 public:
  explicit FloatGrid(NumberType type);

  /// The position of the number that q rounds to. O(digits of q).
  [[nodiscard]] GridPosition position(const Rational& q) const;
  /// The number at a position; beyond the largest finite one, where infinity stands, the number
  /// that the next larger exponent would begin with. Requires |position| <= infinity().
  [[nodiscard]] Rational value(GridPosition position) const;
  /// q rounded to a number of the type. Requires that it does not overflow.
  [[nodiscard]] Rational rounded(const Rational& q) const { return value(position(q)); }
  [[nodiscard]] bool overflows(const Rational& q) const;

  [[nodiscard]] GridPosition infinity() const noexcept { return infinity_; }
  /// u = 2^-p for p binary digits: rounding a number in the normal range multiplies it by 1 + d
  /// with |d| <= u.
  [[nodiscard]] Rational unit_roundoff() const;
  /// The least positive number.
  [[nodiscard]] Rational least() const { return value(1); }
  /// The least positive number with all binary digits.
  [[nodiscard]] Rational least_normal() const;

 private:
  int precision_;       ///< binary digits p
  int smallest_place_;  ///< exponent of the least positive number
  GridPosition infinity_;
};

/// A number of binary64 rounded to `type`: infinite beyond its largest number. Sums, products and
/// square roots of numbers of a narrower type, computed in binary64 and rounded by this, are
/// what that type's own arithmetic gives.
[[nodiscard]] double round_to(NumberType type, double x);

}  // namespace isthmus

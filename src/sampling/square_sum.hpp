// Exact sums of squares of floating-point numbers, fast where it matters.
#pragma once

#include "flow/scaled.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus::sampling {

/// A sum of terms ±x², exact whatever the terms. The square of a binary32 number of ordinary size
/// is a multiple of 2^-104 and goes into one 128-bit integer; everything else into a fraction.
class SquareSum {
 public:
  /// Adds x² (or subtracts it). x is finite.
  void add(double x) { put(x, 1); }
  void subtract(double x) { put(x, -1); }

  void clear() {
    units_ = 0;
    if (has_rest_) rest_ = 0;
    has_rest_ = false;
  }

  [[nodiscard]] int sign() const {
    return has_rest_ ? sign_of(value()) : (units_ > 0) - (units_ < 0);
  }
  [[nodiscard]] Rational value() const;

 private:
  void put(double x, int sign);
  void put_rest(double x, int sign);

  flow::Int128 units_ = 0;  ///< multiples of 2^-104
  Rational rest_;
  bool has_rest_ = false;
};

}  // namespace isthmus::sampling

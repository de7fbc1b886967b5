// Exact sums of squares of floating-point numbers, at the speed of memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "isthmus/exact/number_type.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// A sum of terms ±x² without any rounding: one fixed-point number as wide as all the squares of a
/// type (Kulisch's long accumulator). A value; 100 bytes for numbers of 32 bits and less
/// (`widest` = binary32), 560 bytes for binary64.
///
/// Holds for up to 2^62 terms. NaN and infinities are counted and otherwise left out, so that a
/// sum is the exact answer only if non_finite() is 0.
template <NumberType widest>
class SquareSum {
  static_assert(widest == NumberType::binary32 || widest == NumberType::binary64);

 public:
  /// Exponent of the last place: the square of the least subnormal number.
  static constexpr int lowest = widest == NumberType::binary64 ? -2148 : -298;
  /// Room for the square of the largest number, 2^62 times, and a sign.
  static constexpr std::size_t words = widest == NumberType::binary64 ? 67 : 10;

  /// Adds x² (or subtracts it). Requires x to be a number of the widest type or a narrower one.
  void add(double x) { put_square(x, 1); }
  void subtract(double x) { put_square(x, -1); }

  /// Adds the squares of `count` numbers, `stride` numbers from one to the next, of a type not
  /// wider than `widest`. Half a nanosecond a number, or one for binary64, if many lie side
  /// by side.
  void add_run(const std::byte* at, NumberType type, std::uint64_t count, std::uint64_t stride = 1);

  /// Adds ±t itself. Requires a finite t that is a multiple of 2^lowest.
  void add_term(double t);

  void merge(const SquareSum& other);  ///< adds another sum
  void subtract(
      const SquareSum& other);  ///< subtracts another sum; its NaN are counted all the same

  [[nodiscard]] std::uint64_t non_finite() const { return non_finite_; }
  void count_non_finite(std::uint64_t more) { non_finite_ += more; }

  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  /// The sum in lowest terms; its denominator is a power of two.
  [[nodiscard]] Rational value() const;

 private:
  void put_square(double x, int sign);
  template <class Number>
  void add_blocks(const std::byte* at, NumberType type, std::uint64_t count, std::uint64_t stride);
  /// Adds ±(high · 2^64 + low) · 2^(lowest + place).
  void put(std::uint64_t low, std::uint64_t high, std::size_t place, bool minus);

  std::array<std::uint64_t, words> word_{};  ///< two's complement, lowest word first
  std::uint64_t non_finite_ = 0;
};

extern template class SquareSum<NumberType::binary32>;
extern template class SquareSum<NumberType::binary64>;

using ShortSquareSum = SquareSum<NumberType::binary32>;
using LongSquareSum = SquareSum<NumberType::binary64>;

}  // namespace isthmus

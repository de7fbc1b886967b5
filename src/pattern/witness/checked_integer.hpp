// Machine integers that notice when they overflow.
#pragma once

#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "isthmus/exact/numbers.hpp"

namespace isthmus::pattern {

/// Thrown by CheckedInteger, caught by with_small_integers.
struct Overflow {};

/// An integer within ±(2⁶³ − 1); every operation whose result is not throws Overflow.
class CheckedInteger {
 public:
  constexpr CheckedInteger() = default;
  /// Not explicit, so that `x != 0` reads as for machine integers.
  constexpr CheckedInteger(std::int64_t n) : n_(n) {  // NOLINT(google-explicit-constructor)
    if (n == std::numeric_limits<std::int64_t>::min()) throw Overflow{};
  }

  [[nodiscard]] constexpr std::int64_t value() const noexcept { return n_; }
  [[nodiscard]] constexpr CheckedInteger operator-() const { return {-n_}; }

  friend CheckedInteger operator+(CheckedInteger a, CheckedInteger b) {
    if (__builtin_add_overflow(a.n_, b.n_, &a.n_)) throw Overflow{};
    return {a.n_};
  }
  friend CheckedInteger operator-(CheckedInteger a, CheckedInteger b) { return a + -b; }
  friend CheckedInteger operator*(CheckedInteger a, CheckedInteger b) {
    if (__builtin_mul_overflow(a.n_, b.n_, &a.n_)) throw Overflow{};
    return {a.n_};
  }
  /// Requires b ≠ 0; meant for divisors of a.
  friend CheckedInteger operator/(CheckedInteger a, CheckedInteger b) { return {a.n_ / b.n_}; }

  friend constexpr bool operator==(CheckedInteger, CheckedInteger) = default;
  friend constexpr auto operator<=>(CheckedInteger, CheckedInteger) = default;

 private:
  std::int64_t n_ = 0;
};

/// The greatest common divisor, not negative; 0 of two zeros.
[[nodiscard]] inline CheckedInteger common_divisor(CheckedInteger a, CheckedInteger b) {
  return {std::gcd(a.value(), b.value())};
}
[[nodiscard]] inline Integer common_divisor(const Integer& a, const Integer& b) {
  return boost::multiprecision::gcd(a, b);
}

template <class N>
[[nodiscard]] N from_integer(const Integer& n);
template <>
[[nodiscard]] inline CheckedInteger from_integer<CheckedInteger>(const Integer& n) {
  if (n > std::numeric_limits<std::int64_t>::max() ||
      n < -std::numeric_limits<std::int64_t>::max()) {
    throw Overflow{};
  }
  return {n.convert_to<std::int64_t>()};
}
template <>
[[nodiscard]] inline Integer from_integer<Integer>(const Integer& n) {
  return n;
}

/// Calls algorithm.template operator()<N>() with CheckedInteger and, if that overflows, again with
/// Integer; the algorithm must leave no trace when it throws Overflow.
template <class Algorithm>
auto with_small_integers(Algorithm&& algorithm) {
  try {
    return algorithm.template operator()<CheckedInteger>();
  } catch (const Overflow&) {
  }
  return algorithm.template operator()<Integer>();
}

}  // namespace isthmus::pattern

// Powers of four between rational numbers, decided exactly.
#pragma once

#include <cstdint>

#include "isthmus/exact/numbers.hpp"

namespace isthmus::motion {

/// q · 4^n.
[[nodiscard]] Rational times_power_of_four(const Rational& q, std::int64_t n);

/// The least n with 4^n >= q. Requires q > 0. O(digits).
[[nodiscard]] std::int64_t ceil_log4(const Rational& q);

/// The least n with 16^n >= q. Requires q > 0.
[[nodiscard]] std::int64_t ceil_log16(const Rational& q);

/// q = part · 4^exponent, where part has 2 in its numerator at most once, and none in its
/// denominator: two numbers have the same part exactly if their quotient is a power of four.
struct FourFree {
  Rational part;
  std::int64_t exponent = 0;
};

/// Requires q > 0.
[[nodiscard]] FourFree without_fours(const Rational& q);

}  // namespace isthmus::motion

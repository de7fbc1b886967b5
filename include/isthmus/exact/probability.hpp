// Rigorous enclosures of probabilities: the incomplete beta function and powers.
//
// Not part of the header-only number build (ISTHMUS_NUMBERS=boost): they rest on Arb.
#pragma once

#include <cstdint>

#include "isthmus/exact/ball.hpp"

namespace isthmus {

/// Probabilities below 2^-1000 are enclosed by [0, 2^-1000] only: smaller ones say nothing to
/// anybody and their digits would fill pages.
inline constexpr long least_probability_exponent = -1000;

/// Encloses the regularized incomplete beta function I_x(a, b): the probability that a Beta(a, b)
/// variable is at most x. For whole a = k, b = n - k + 1 that is P(Binomial(n, x) >= k); for
/// a = d/2, b = 1/2 it is P(X/(X + Y) <= x) with chi-squared X of d and Y of 1 degrees of freedom.
/// Within [0, 1]; relative width at most 2^-bits above 2^-1000, exact for x = 0 and x = 1.
/// Throws Error (internal) unless 0 <= x <= 1 and a, b > 0, and Error (limit_reached) if the width
/// is out of reach. Under a millisecond for bits = 64 and a, b up to 10^6.
[[nodiscard]] Enclosure regularized_beta(const Rational& x, const Rational& a, const Rational& b,
                                         int bits = 64);

/// Encloses { t^n : t in base } for base within [0, 1], rounded outwards to about `bits` bits, with
/// the same floor at 2^-1000. Throws Error (internal) if base is not within [0, 1]. O(log n).
[[nodiscard]] Enclosure probability_power(const Enclosure& base, std::uint64_t n, int bits = 64);

}  // namespace isthmus

// Positive numbers m·2^e with long mantissas, and the flows they make of the links of an orbit.
#pragma once

#include <vector>

#include "motion/orbit_laws.hpp"

namespace isthmus::motion {

/// mantissa · 2^exponent, mantissa > 0.
struct Dyadic {
  Integer mantissa = 1;
  long exponent = 0;
};

/// 2^logarithm to the precision of double, with a mantissa of `bits` bits. Requires a finite
/// logarithm.
[[nodiscard]] Dyadic power_of_two(double logarithm, unsigned bits);
/// z·(1 + relative) to about the precision of z. Requires -1/2 <= relative <= 1.
[[nodiscard]] Dyadic nudged(const Dyadic& z, double relative, unsigned bits);
[[nodiscard]] Rational to_rational(const Dyadic& z);

/// log2 of q > 0, to about the precision of double; of any length.
[[nodiscard]] double log2_of(const Rational& q);
/// n / 2^shift as a double, 0 or infinite if out of range.
[[nodiscard]] double to_double(const Integer& n, long shift);

/// The flow of every link, rounded down: flow·2^shift lies in [n, n+1).
[[nodiscard]] std::vector<Integer> flows_below(const OrbitLaws& laws, const std::vector<Dyadic>& z,
                                               long shift);

}  // namespace isthmus::motion

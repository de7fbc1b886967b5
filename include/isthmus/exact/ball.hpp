// Rigorous enclosures of irrational numbers (Arb ball arithmetic behind the scenes).
//
// Not part of the header-only number build (ISTHMUS_NUMBERS=boost), which has no Arb.
#pragma once

#include "isthmus/exact/matrix.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// lower <= the enclosed real number <= upper, proved. Both ends are dyadic rationals.
struct Enclosure {
  Rational lower;
  Rational upper;
};

/// Encloses the square root of q >= 0 with relative width at most 2^-bits (exact, width 0, when
/// q is the square of a rational that `bits` bits represent). Throws Error (internal) for q < 0.
[[nodiscard]] Enclosure sqrt_enclosure(const Rational& q, int bits = 64);

/// Encloses the smallest eigenvalue of a symmetric positive definite matrix: the lower end is
/// proved by a Cholesky factorisation in ball arithmetic of A - lower·I, the upper end by a
/// Rayleigh quotient. Relative width at most 2^-bits whenever the precision limit allows; the
/// enclosure is rigorous in any case. Throws Error (internal) if `a` is not square or empty, and
/// Error (limit_reached) if positive definiteness could not be proved at the largest precision.
/// Cost O(n^3) ball operations per tried precision.
[[nodiscard]] Enclosure smallest_eigenvalue(const RationalMatrix& a, int bits = 40);

}  // namespace isthmus

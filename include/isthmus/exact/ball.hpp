// Rigorous enclosures of irrational numbers.
//
// Square roots are enclosed in integer arithmetic and belong to every build; eigenvalues use Arb's
// ball arithmetic and are not part of the header-only number build (ISTHMUS_NUMBERS=boost).
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

/// Encloses the smallest eigenvalue of a symmetric positive definite matrix. The lower end is
/// proved by an approximate Cholesky factor L of A - μI and a ball enclosure of the residual
/// A - μI - LLᵀ, the upper end by a Rayleigh quotient. lower > 0. Relative width at most 2^-bits
/// whenever the precision limit (16384 bits) allows; the enclosure is rigorous in any case. Throws
/// Error (internal) if `a` is empty or not symmetric, and Error (limit_reached) if positive
/// definiteness could not be proved at the largest precision.
/// Cost: about ten factorisations of O(n³) operations; about 2 s for n = 400.
[[nodiscard]] Enclosure smallest_eigenvalue(const RationalMatrix& a, int bits = 40);

}  // namespace isthmus

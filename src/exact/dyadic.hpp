// Building rationals whose lowest terms are known, without the number library's gcd; private to
// this room. On numbers of a million digits that gcd costs more than all the rest.
#pragma once

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// n/d. Requires gcd(n, d) = 1 and d > 0; unchecked, since checking is what it saves.
[[nodiscard]] Rational coprime_fraction(Integer n, Integer d);

/// n · 2^exponent. Time linear in the length of the result.
[[nodiscard]] Rational dyadic(const Integer& n, long exponent);

}  // namespace isthmus

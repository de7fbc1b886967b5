// Building rationals whose lowest terms are known, without the number library's gcd; private to
// this room. On numbers of a million digits that gcd costs more than all the rest.
#pragma once

#include <cstddef>
#include <cstdint>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// n/d. Requires gcd(n, d) = 1 and d > 0; unchecked, since checking is what it saves.
[[nodiscard]] Rational coprime_fraction(Integer n, Integer d);

/// n · 2^exponent. Time linear in the length of the result.
[[nodiscard]] Rational dyadic(const Integer& n, long exponent);

/// The same for an odd n, whose power of two cannot cancel.
[[nodiscard]] Rational dyadic_of_odd(Integer n, int exponent);

/// The integer of `count` digits to base 2^64, lowest first.
[[nodiscard]] Integer from_words(const std::uint64_t* words, std::size_t count);

}  // namespace isthmus

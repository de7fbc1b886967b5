// Reading and writing numbers exactly.
#pragma once

#include <string>
#include <string_view>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// Limits on the numbers that are read, so that a short text cannot claim a huge memory.
struct NumberLimits {
  std::size_t digits = 1'000'000;  ///< digits of one number, all parts together
  long exponent = 100'000;         ///< absolute value of a decimal or binary exponent
};

/// The rational that `text` denotes, exactly as written. Forms: integer "-12", fraction "3/4"
/// (both parts decimal integers, the sign in front), decimal "0.125", ".5", "5.", exponent
/// "1.5e-3", hexadecimal float "0x1.8p-1" (its exponent counts powers of 2 and may be left out).
/// A sign may lead; no white space anywhere; leading zeros mean nothing.
/// Throws Error (bad_input) for anything else: empty text, "nan", "inf", a zero denominator,
/// more digits or a larger exponent than `limits`; all of that is checked before any number is
/// computed. Time near-linear in the length (with GMP; the reduction of a long decimal or fraction
/// is quadratic in the header-only number build).
[[nodiscard]] Rational parse_rational(std::string_view text, const NumberLimits& limits = {});

/// "p" or "p/q" in lowest terms: parse_rational reads it back to the same number.
[[nodiscard]] std::string to_text(const Rational& q);
[[nodiscard]] std::string to_text(const Integer& n);

/// `q` as a LaTeX fraction: "-\frac{3}{4}" or "12".
[[nodiscard]] std::string to_latex(const Rational& q);

/// A short decimal for people: exact when it needs at most `digits` >= 1 significant digits,
/// otherwise rounded to nearest (ties to even) with `digits` digits and a leading "≈". Very small
/// numbers, exact ones from 10^16 and rounded ones from 10^digits on are written like "1.5e-7".
[[nodiscard]] std::string to_decimal(const Rational& q, int digits = 6);

/// "2^k" written out when k <= 4096, as "2^k" otherwise (the convention of the reports).
[[nodiscard]] std::string power_of_two_text(std::size_t k);

}  // namespace isthmus

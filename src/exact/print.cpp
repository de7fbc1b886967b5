// Writing numbers: exactly for programs, briefly for people.
//
// The short decimal is computed in integers only. With |q| = n/d and 10^e <= |q| < 10^(e+1), the
// `digits` leading digits are the integer nearest to |q|·10^(digits-1-e); the division's remainder
// says whether they are exact. The binary lengths of n and d give e up to one, and comparing with
// a power of ten settles it.
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

// Exact numbers up to this decimal exponent are written out without an exponent.
constexpr long widest_exact = 15;
constexpr long smallest_plain = -5;
// 2^4096 is the largest power of two that reports write out.
constexpr std::size_t largest_written_power = 4096;

/// The number ± 0.d₁d₂d₃… · 10^(exponent+1), where `leading` is d₁d₂d₃… and d₁ is not 0.
struct Decimal {
  std::string leading;
  long exponent = 0;
  bool exact = true;
};

[[nodiscard]] Rational power_of_ten(long exponent) {
  const auto size = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  const Integer power = boost::multiprecision::pow(Integer(10), size);
  return exponent < 0 ? Rational(Integer(1), power) : Rational(power);
}

/// The e with 10^e <= q < 10^(e+1), for q > 0.
[[nodiscard]] long decimal_exponent(const Rational& q) {
  const long bits =
      static_cast<long>(msb(numerator_of(q))) - static_cast<long>(msb(denominator_of(q)));
  // log10(2) = 0.30103 up to 5e-9, so this is off by one at most for every number in memory.
  long exponent = bits * 30103 / 100000;
  while (q < power_of_ten(exponent)) --exponent;
  while (q >= power_of_ten(exponent + 1)) ++exponent;
  return exponent;
}

/// The integer nearest to q >= 0, ties to even; `exact` says whether it equals q.
[[nodiscard]] Integer nearest_integer(const Rational& q, bool& exact) {
  const Integer denominator = denominator_of(q);
  Integer quotient;
  Integer remainder;
  divide_qr(numerator_of(q), denominator, quotient, remainder);
  exact = remainder == 0;
  const Integer twice = remainder * 2;
  if (twice > denominator || (twice == denominator && bit_test(quotient, 0))) ++quotient;
  return quotient;
}

/// q > 0 to `digits` significant digits.
[[nodiscard]] Decimal leading_digits(const Rational& q, long digits) {
  Decimal result;
  result.exponent = decimal_exponent(q);
  const Rational scaled = q * power_of_ten(digits - 1 - result.exponent);
  result.leading = nearest_integer(scaled, result.exact).str();
  if (static_cast<long>(result.leading.size()) > digits) {  // 9.99… became 10.0…
    result.leading.pop_back();
    ++result.exponent;
  }
  if (result.exact) result.leading.erase(result.leading.find_last_not_of('0') + 1);
  return result;
}

[[nodiscard]] std::string plain(const Decimal& decimal) {
  if (decimal.exponent < 0) {
    return "0." + std::string(static_cast<std::size_t>(-decimal.exponent - 1), '0') +
           decimal.leading;
  }
  const auto whole = static_cast<std::size_t>(decimal.exponent) + 1;
  std::string text = decimal.leading;
  if (text.size() < whole) text.append(whole - text.size(), '0');
  if (text.size() > whole) text.insert(whole, 1, '.');
  return text;
}

[[nodiscard]] std::string scientific(const Decimal& decimal) {
  std::string text = decimal.leading;
  if (text.size() > 1) text.insert(1, 1, '.');
  return text.append("e").append(std::to_string(decimal.exponent));
}

}  // namespace

std::string to_text(const Integer& n) { return n.str(); }

std::string to_text(const Rational& q) {
  const Integer denominator = denominator_of(q);
  std::string text = numerator_of(q).str();
  if (denominator != 1) text.append("/").append(denominator.str());
  return text;
}

std::string to_latex(const Rational& q) {
  const Integer denominator = denominator_of(q);
  if (denominator == 1) return to_text(q);
  const Integer size = abs(numerator_of(q));
  return (sign_of(q) < 0 ? "-\\frac{" : "\\frac{") + size.str() + "}{" + denominator.str() + "}";
}

std::string to_decimal(const Rational& q, int digits) {
  ensure(digits > 0, "a decimal has at least one significant digit");
  if (sign_of(q) == 0) return "0";
  const Rational size = abs(q);
  const Decimal decimal = leading_digits(size, digits);
  // Zeros that fill up a rounded number would look like known digits, so those use an exponent.
  const long widest = decimal.exact ? std::max<long>(widest_exact, digits - 1) : digits - 1;
  const bool is_plain = decimal.exponent >= smallest_plain && decimal.exponent <= widest;
  std::string text = decimal.exact ? "" : "≈";
  if (sign_of(q) < 0) text += "-";
  return text + (is_plain ? plain(decimal) : scientific(decimal));
}

std::string power_of_two_text(std::size_t k) {
  if (k > largest_written_power) return "2^" + std::to_string(k);
  const Integer power = Integer(1) << k;
  return power.str();
}

}  // namespace isthmus

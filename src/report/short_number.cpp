// A decimal is read off one integer division: q·10^s, cut to an integer of six digits. The right s
// follows from the lengths of numerator and denominator up to one, which is then corrected.
#include "report/short_number.hpp"

#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

constexpr long digits_shown = 6;

Integer power_of_ten(long exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

// |q|·10^shift without what is behind the point.
Integer shifted(const Integer& numerator, const Integer& denominator, long shift) {
  if (shift >= 0) return numerator * power_of_ten(shift) / denominator;
  return numerator / (denominator * power_of_ten(-shift));
}

struct Digits {
  std::string leading;  // exactly digits_shown
  long exponent = 0;    // of the first digit
};

Digits leading_digits(const Integer& numerator, const Integer& denominator) {
  const long length =
      static_cast<long>(to_text(numerator).size()) - static_cast<long>(to_text(denominator).size());
  long shift = digits_shown - length;
  std::string leading = to_text(shifted(numerator, denominator, shift));
  if (static_cast<long>(leading.size()) > digits_shown) {
    leading = to_text(shifted(numerator, denominator, --shift));
  }
  return {leading, digits_shown - 1 - shift};
}

std::string placed(const Digits& digits) {
  constexpr long smallest = -4;
  const std::string& leading = digits.leading;
  if (digits.exponent < smallest || digits.exponent >= digits_shown) {
    return leading.substr(0, 1) + "." + leading.substr(1) + "…e" + std::to_string(digits.exponent);
  }
  if (digits.exponent < 0) {
    return "0." + std::string(static_cast<std::size_t>(-digits.exponent - 1), '0') + leading + "…";
  }
  const auto whole = static_cast<std::size_t>(digits.exponent + 1);
  if (whole == leading.size()) return leading + ".…";
  return leading.substr(0, whole) + "." + leading.substr(whole) + "…";
}

}  // namespace

std::string short_number(const Rational& q) {
  constexpr std::size_t short_enough = 14;
  std::string exact = to_text(q);
  if (exact.size() <= short_enough) return exact;
  const bool negative = q < 0;
  const Integer numerator = negative ? Integer(-numerator_of(q)) : numerator_of(q);
  const std::string sign = negative ? "-" : "";
  return sign + placed(leading_digits(numerator, denominator_of(q)));
}

}  // namespace isthmus

#include "report/bounds.hpp"

#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

Integer floor_of(const Rational& q) {
  const Integer n = numerator_of(q);
  const Integer d = denominator_of(q);
  Integer quotient = n / d;
  if (n < 0 && quotient * d != n) quotient -= 1;
  return quotient;
}

// The power of ten that brings `magnitude` > 0 to `digits` digits before the point.
Rational scale_for(const Rational& magnitude, int digits) {
  Integer wanted = 1;
  for (int i = 1; i < digits; ++i) wanted *= 10;
  const Rational least(wanted);
  Rational scale = 1;
  while (magnitude * scale < least) scale *= 10;
  return scale;
}

std::string exact_decimal(const Rational& q) { return to_decimal(q, 1000); }

}  // namespace

std::string between(const Enclosure& enclosure, int digits) {
  if (enclosure.lower == enclosure.upper && enclosure.lower == 0) return "0";
  const Rational scale = scale_for(enclosure.upper, digits);
  const Rational lower = Rational(floor_of(enclosure.lower * scale)) / scale;
  const Rational upper = Rational(-floor_of(-enclosure.upper * scale)) / scale;
  if (lower == upper) return exact_decimal(lower);
  return "between " + exact_decimal(lower) + " and " + exact_decimal(upper);
}

std::string decimal_below(const Rational& q, int digits) {
  if (sign_of(q) == 0) return "0";
  const Rational scale = scale_for(q, digits);
  return exact_decimal(Rational(floor_of(q * scale)) / scale);
}

std::string decimal_above(const Rational& q, int digits) {
  if (sign_of(q) == 0) return "0";
  const Rational scale = scale_for(q, digits);
  return exact_decimal(Rational(-floor_of(-q * scale)) / scale);
}

}  // namespace isthmus

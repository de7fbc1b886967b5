// e^(-y) = (e^(-y/2^k))^(2^k), with y/2^k <= 1/2 in its alternating series. All numbers are cut to
// multiples of 2^-160, lower ends downwards and upper ends upwards; squaring doubles the width, and
// at most 21 squarings leave 2^-130 of it.
#include "isthmus/motion/decay.hpp"

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr unsigned places = 160;

Integer scaled_floor(const Rational& q) {
  const Integer n = numerator_of(q) << places;
  const Integer d = denominator_of(q);
  Integer whole = n / d;
  if (n < 0 && whole * d != n) whole -= 1;
  return whole;
}

Rational cut_down(const Rational& q) { return Rational(scaled_floor(q), Integer(1) << places); }

Rational cut_up(const Rational& q) {
  return Rational(Integer(-scaled_floor(Rational(-q))), Integer(1) << places);
}

/// The terms of the series for 0 <= y <= 1/2 alternate and shrink, so two partial sums in a row
/// enclose it.
Enclosure series(const Rational& y) {
  Rational term = 1;
  Rational sum = 1;
  Rational before = 1;
  for (int n = 1; n <= 40; ++n) {
    term = cut_down(term * y / n);
    before = sum;
    sum += n % 2 == 1 ? Rational(-term) : term;
  }
  // 40 terms, each cut by less than 2^-160, times the factors that follow: less than 2^-150.
  const Rational slack(Integer(1), Integer(1) << 150U);
  return {cut_down(std::min(sum, before) - slack), cut_up(std::max(sum, before) + slack)};
}

}  // namespace

Enclosure exp_minus(const Rational& y) {
  ensure(sign_of(y) >= 0 && y <= Rational(Integer(1) << 20U), "the exponent is in range");
  unsigned halvings = 0;
  Rational part = y;
  for (; part > Rational(1, 2); ++halvings) part /= 2;
  Enclosure e = series(part);
  for (; halvings > 0; --halvings) {
    e = {cut_down(e.lower * e.lower), cut_up(e.upper * e.upper)};
  }
  return {sign_of(e.lower) > 0 ? e.lower : Rational(0), e.upper < 1 ? e.upper : Rational(1)};
}

}  // namespace isthmus

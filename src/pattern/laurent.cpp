#include "isthmus/pattern/laurent.hpp"

#include <cstdlib>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {

namespace {

Rational power(Rational base, int exponent) {
  if (exponent < 0) base = 1 / base;
  Rational out = 1;
  for (int left = std::abs(exponent); left > 0; left /= 2) {
    if (left % 2 != 0) out *= base;
    if (left > 1) base *= base;
  }
  return out;
}

void add_term(Laurent& a, int exponent, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [place, is_new] = a.coefficients.try_emplace(exponent, coefficient);
  if (is_new) return;
  place->second += coefficient;
  if (place->second == 0) a.coefficients.erase(place);
}

}  // namespace

Laurent Laurent::monomial(const Rational& coefficient, int exponent) {
  Laurent out;
  add_term(out, exponent, coefficient);
  return out;
}

Rational Laurent::operator[](int exponent) const {
  const auto place = coefficients.find(exponent);
  return place == coefficients.end() ? Rational(0) : place->second;
}

void Laurent::add_multiple(const Rational& factor, const Laurent& other) {
  if (&other == this) {  // the terms would change while they are read
    *this = (1 + factor) * *this;
    return;
  }
  for (const auto& [exponent, coefficient] : other.coefficients) {
    add_term(*this, exponent, factor * coefficient);
  }
}

Laurent& Laurent::operator+=(const Laurent& other) {
  add_multiple(1, other);
  return *this;
}

Laurent& Laurent::operator-=(const Laurent& other) {
  add_multiple(-1, other);
  return *this;
}

Laurent operator*(const Laurent& a, const Laurent& b) {
  Laurent out;
  for (const auto& [e, x] : a.coefficients) {
    for (const auto& [f, y] : b.coefficients) add_term(out, e + f, x * y);
  }
  return out;
}

Laurent operator*(const Rational& factor, const Laurent& a) {
  Laurent out;
  out.add_multiple(factor, a);
  return out;
}

int valuation(const Laurent& a) {
  ensure(!a.is_zero(), "the zero polynomial has no valuation");
  return a.coefficients.begin()->first;
}

bool tends_to(const Laurent& a, const Rational& limit) {
  return (a.is_zero() || valuation(a) >= 0) && a[0] == limit;
}

Rational value_at(const Laurent& a, const Rational& epsilon) {
  ensure(epsilon != 0, "a Laurent polynomial has no value at 0");
  Rational out = 0;
  for (const auto& [exponent, coefficient] : a.coefficients) {
    out += coefficient * power(epsilon, exponent);
  }
  return out;
}

}  // namespace isthmus

// With p binary digits and least positive number 2^s, the positions 2^(p-1)·(k+1) … 2^(p-1)·(k+2)
// are the numbers m·2^(s+k), m = 2^(p-1) … 2^p: the layout of the bits of IEEE 754, read as an
// integer. Rounding is one integer division at the right place, as in binary.cpp.
#include "isthmus/exact/float_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "exact/dyadic.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

struct BitLayout {
  int precision;
  int smallest_place;
  int largest_exponent;  ///< of the largest finite numbers: 2^e <= x < 2^(e+1)
};

BitLayout layout_of(NumberType type) {
  switch (type) {
    case NumberType::binary16:
      return {11, -24, 15};
    case NumberType::bfloat16:
      return {8, -133, 127};
    case NumberType::binary32:
      return {24, -149, 127};
    default:
      return {53, -1074, 1023};
  }
}

/// floor(log2(q)) for q > 0.
long exponent_of(const Rational& q) {
  const Integer n = numerator_of(q);
  const Integer d = denominator_of(q);
  const long guess = static_cast<long>(boost::multiprecision::msb(n)) -
                     static_cast<long>(boost::multiprecision::msb(d));
  const bool fits = guess >= 0 ? n >= d << static_cast<std::size_t>(guess)
                               : n << static_cast<std::size_t>(-guess) >= d;
  return fits ? guess : guess - 1;
}

/// The integer nearest to q·2^-place, ties to even. Requires q > 0.
Integer nearest(const Rational& q, long place) {
  Integer n = numerator_of(q);
  Integer d = denominator_of(q);
  (place >= 0 ? d : n) <<= static_cast<std::size_t>(place >= 0 ? place : -place);
  Integer whole;
  Integer rest;
  boost::multiprecision::divide_qr(n, d, whole, rest);
  rest *= 2;
  const bool up = rest > d || (rest == d && boost::multiprecision::bit_test(whole, 0));
  return up ? Integer(whole + 1) : whole;
}

}  // namespace

FloatGrid::FloatGrid(NumberType type)
    : precision_(layout_of(type).precision), smallest_place_(layout_of(type).smallest_place) {
  const GridPosition binades =
      layout_of(type).largest_exponent - (smallest_place_ + precision_ - 1) + 2;
  infinity_ = binades << (precision_ - 1);
}

GridPosition FloatGrid::position(const Rational& q) const {
  if (q == 0) return 0;
  if (q < 0) return -position(-q);
  const long above = std::max(exponent_of(q) - (smallest_place_ + precision_ - 1), 0L);
  if (above > infinity_ >> (precision_ - 1)) return infinity_;
  const Integer digits = nearest(q, smallest_place_ + above);
  const auto at = static_cast<GridPosition>(digits) + (above << (precision_ - 1));
  return std::min(at, infinity_);
}

Rational FloatGrid::value(GridPosition position) const {
  if (position < 0) return -value(-position);
  ensure(position <= infinity_, "a position of a floating-point number is in range");
  const GridPosition first = GridPosition{1} << (precision_ - 1);
  if (position < first) return dyadic(Integer(position), smallest_place_);
  const GridPosition above = (position >> (precision_ - 1)) - 1;
  return dyadic(Integer(position - above * first), smallest_place_ + static_cast<long>(above));
}

bool FloatGrid::overflows(const Rational& q) const {
  const GridPosition at = position(q);
  return at == infinity_ || at == -infinity_;
}

Rational FloatGrid::unit_roundoff() const { return dyadic(Integer(1), -precision_); }

Rational FloatGrid::least_normal() const {
  return dyadic(Integer(1), smallest_place_ + precision_ - 1);
}

double round_to(NumberType type, double x) {
  if (type == NumberType::binary64 || x == 0 || !std::isfinite(x)) return x;
  const BitLayout layout = layout_of(type);
  int exponent = 0;
  static_cast<void>(std::frexp(x, &exponent));  // 2^(exponent-1) <= |x| < 2^exponent
  const int place = std::max(exponent - layout.precision, layout.smallest_place);
  const double result = std::ldexp(std::nearbyint(std::ldexp(x, -place)), place);
  const double beyond = std::ldexp(1.0, layout.largest_exponent + 1);
  return std::fabs(result) < beyond ? result
                                    : std::copysign(std::numeric_limits<double>::infinity(), x);
}

}  // namespace isthmus

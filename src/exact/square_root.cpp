// Square roots enclosed between dyadic rationals, in integer arithmetic alone.
//
// For q = n/d > 0 choose s so that q·4^s has at least 2·bits + 3 binary digits; with
// r = floor(sqrt(floor(q·4^s))) the root lies in [r, r+1]·2^-s, since r <= sqrt(q·4^s) < r + 1.
// r has more than `bits` digits, hence relative width at most 2^-bits; if both floors are exact
// the root is r·2^-s itself. Needs no ball arithmetic, so it is part of every build.
#include "exact/dyadic.hpp"
#include "isthmus/error.hpp"
#include "isthmus/exact/ball.hpp"

namespace isthmus {
namespace {

/// The s of the essay above: half the missing binary digits, rounded up.
[[nodiscard]] long scaling(const Rational& q, int bits) {
  const long length =
      static_cast<long>(msb(numerator_of(q))) - static_cast<long>(msb(denominator_of(q)));
  const long missing = 2L * bits + 4 - length;  // q >= 2^(length-1)
  return missing >= 0 ? (missing + 1) / 2 : -((-missing) / 2);
}

}  // namespace

Enclosure sqrt_enclosure(const Rational& q, int bits) {
  ensure(sign_of(q) >= 0, "a square root is taken of a nonnegative number");
  ensure(bits > 0, "an enclosure has at least one correct bit");
  if (sign_of(q) == 0) return {0, 0};
  const long s = scaling(q, bits);
  const Rational scaled = q * dyadic(1, 2 * s);
  Integer floor;
  Integer cut_off;
  divide_qr(numerator_of(scaled), denominator_of(scaled), floor, cut_off);
  Integer left_over;
  const Integer root = boost::multiprecision::sqrt(floor, left_over);
  const bool exact = cut_off == 0 && left_over == 0;
  const Integer above = exact ? root : Integer(root + 1);
  return {dyadic(root, -s), dyadic(above, -s)};
}

}  // namespace isthmus

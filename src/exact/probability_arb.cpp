// Probabilities as balls.
//
// Problem: P-values and closed forms must be printed as proved decimals, for parameters from 1 to
// 10^6, and no table or floating-point routine says how wrong it is.
// Idea: Arb's incomplete beta function returns a ball that holds the value; where the ball is wider
// than asked for, the precision is doubled and everything redone. Nothing else is needed, since the
// result is used as an enclosure and never as a number.
// Cost: one hypergeometric sum per precision. Source: F. Johansson, Computing hypergeometric
// functions rigorously, ACM TOMS 45 (2019).
// Rejected: summing binomial probabilities as fractions, whose numbers have n digits each.
#include "isthmus/exact/probability.hpp"

#include "exact/arb_types.hpp"
#include "isthmus/error.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

namespace isthmus {
namespace {

constexpr slong largest_precision = 1 << 14;

Rational floor_probability() { return dyadic(1, least_probability_exponent); }

/// A ball's ends as rationals within [0, 1], tiny ones cut off as promised.
Enclosure ends(const Ball& ball, slong precision) {
  Float lower;
  Float upper;
  arb_get_lbound_arf(lower.get(), ball.get(), precision);
  arb_get_ubound_arf(upper.get(), ball.get(), precision);
  const bool tiny = arf_cmp_2exp_si(upper.get(), least_probability_exponent) <= 0;
  if (tiny) return {0, floor_probability()};
  const bool below = arf_cmp_2exp_si(lower.get(), least_probability_exponent) < 0;
  const bool above = arf_cmp_2exp_si(upper.get(), 0) > 0;
  return {below ? Rational(0) : to_rational(lower.get()),
          above ? Rational(1) : to_rational(upper.get())};
}

bool narrow_enough(const Enclosure& e, int bits) {
  const Rational width = e.upper - e.lower;
  return e.upper <= floor_probability() ||
         width * Rational(Integer(1) << static_cast<std::size_t>(bits)) <= e.upper;
}

bool is_finite(const Ball& ball) { return arb_is_finite(ball.get()) != 0; }

}  // namespace

Enclosure regularized_beta(const Rational& x, const Rational& a, const Rational& b, int bits) {
  ensure(sign_of(x) >= 0 && x <= 1, "the incomplete beta function is taken within [0, 1]");
  ensure(sign_of(a) > 0 && sign_of(b) > 0, "the parameters of a beta function are positive");
  ensure(bits > 0, "an enclosure has at least one correct bit");
  if (x == 0 || x == 1) return {x, x};
  for (slong precision = bits + 32; precision <= largest_precision; precision *= 2) {
    Ball ball_x;
    Ball ball_a;
    Ball ball_b;
    Ball value;
    set_ball(ball_x.get(), x, precision);
    set_ball(ball_a.get(), a, precision);
    set_ball(ball_b.get(), b, precision);
    arb_hypgeom_beta_lower(value.get(), ball_a.get(), ball_b.get(), ball_x.get(), 1, precision);
    if (!is_finite(value)) continue;
    const Enclosure found = ends(value, precision);
    if (narrow_enough(found, bits)) return found;
  }
  throw limit_error("the incomplete beta function could not be enclosed with " +
                        std::to_string(largest_precision) + " bits",
                    "ask for a coarser enclosure or smaller parameters");
}

Enclosure probability_power(const Enclosure& base, std::uint64_t n, int bits) {
  ensure(sign_of(base.lower) >= 0 && base.lower <= base.upper && base.upper <= 1,
         "powers are taken of probabilities");
  const slong precision = bits + 80;
  const auto power = [&](const Rational& end) {
    Ball value;
    set_ball(value.get(), end, precision);
    arb_pow_ui(value.get(), value.get(), n, precision);
    return ends(value, precision);
  };
  return {power(base.lower).lower, power(base.upper).upper};
}

}  // namespace isthmus

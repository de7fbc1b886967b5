// The two number types every exact answer is made of.
//
// `Integer` and `Rational` are aliases, the only place where the number library is chosen:
// GMP through Boost.Multiprecision, or (build option ISTHMUS_NUMBERS=boost) Boost's header-only
// integers. Both are values, canonical (rationals reduced, positive denominator) and unbounded.
// Expression templates are off, so that `auto` holds a number and never a dangling expression.
#pragma once

#ifdef ISTHMUS_NUMBERS_BOOST
#include <boost/multiprecision/cpp_int.hpp>
#else
#include <boost/multiprecision/gmp.hpp>
#endif

namespace isthmus {

#ifdef ISTHMUS_NUMBERS_BOOST
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                               boost::multiprecision::et_off>;
#else
using Integer =
    boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational,
                                               boost::multiprecision::et_off>;
#endif

/// Numerator of a reduced fraction; carries the sign.
[[nodiscard]] inline Integer numerator_of(const Rational& q) {
  return boost::multiprecision::numerator(q);
}

/// Denominator of a reduced fraction; always positive.
[[nodiscard]] inline Integer denominator_of(const Rational& q) {
  return boost::multiprecision::denominator(q);
}

/// -1, 0 or 1.
[[nodiscard]] inline int sign_of(const Rational& q) { return q.sign(); }

}  // namespace isthmus

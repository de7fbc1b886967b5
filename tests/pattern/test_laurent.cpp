// Laurent polynomials: the laws of a ring, and evaluation as a homomorphism of it.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/error.hpp"
#include "isthmus/pattern/laurent.hpp"

namespace isthmus {
namespace {

Laurent drawn(std::mt19937& random) {
  Laurent out;
  for (unsigned terms = random() % 4; terms > 0; --terms) {
    const Rational c(static_cast<int>(random() % 7) - 3, 1 + static_cast<int>(random() % 3));
    out += Laurent::monomial(c, static_cast<int>(random() % 7) - 3);
  }
  return out;
}

bool is_canonical(const Laurent& a) {
  for (const auto& [exponent, coefficient] : a.coefficients) {
    if (coefficient == 0) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("Laurent polynomials form a ring, and values at ε respect it") {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const Laurent a = drawn(random), b = drawn(random), c = drawn(random);
    const Rational at(1 + static_cast<int>(random() % 5), -2);
    Laurent sum = a, difference = a, left = b, scaled = a;
    sum += b;
    difference -= b;
    left += c;
    scaled.add_multiple(Rational(-2, 3), a);
    CHECK(is_canonical(sum));
    CHECK(is_canonical(a * b));
    CHECK(value_at(sum, at) == value_at(a, at) + value_at(b, at));
    CHECK(value_at(difference, at) == value_at(a, at) - value_at(b, at));
    CHECK(value_at(a * b, at) == value_at(a, at) * value_at(b, at));
    CHECK(a * b == b * a);
    Laurent right = a * b;
    right += a * c;
    CHECK(a * left == right);
    CHECK(scaled == Rational(1, 3) * a);
    scaled -= scaled;
    CHECK(scaled.is_zero());
    if (!a.is_zero() && !b.is_zero()) CHECK(valuation(a * b) == valuation(a) + valuation(b));
  }
}

TEST_CASE("A limit is the constant term if there is no pole") {
  Laurent a = Laurent::monomial(3);
  a += Laurent::monomial(5, 2);
  CHECK(tends_to(a, 3));
  CHECK(!tends_to(a, 5));
  CHECK(tends_to(Laurent{}, 0));
  CHECK(!tends_to(Laurent{}, 1));
  CHECK(!tends_to(Laurent::monomial(1, -1), 0));
  a += Laurent::monomial(1, -1);
  CHECK(!tends_to(a, 3));
  CHECK(Laurent::monomial(0, 4).is_zero());
  CHECK_THROWS_AS((void)valuation(Laurent{}), Error);
  CHECK_THROWS_AS((void)value_at(a, 0), Error);
}

}  // namespace isthmus

// Enclosures of square roots, checked by squaring.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/error.hpp"
#include "isthmus/exact/ball.hpp"
#include "isthmus/exact/parse.hpp"

using namespace isthmus;

namespace {

bool is_power_of_two(const Integer& n) { return n > 0 && msb(n) == lsb(n); }

void check_root(const Rational& q, int bits) {
  const Enclosure e = sqrt_enclosure(q, bits);
  CHECK(sign_of(e.lower) >= 0);
  CHECK(e.lower * e.lower <= q);
  CHECK(q <= e.upper * e.upper);
  const Integer scale = Integer(1) << static_cast<unsigned>(bits);
  CHECK((e.upper - e.lower) * Rational(scale) <= e.lower);
  CHECK(is_power_of_two(denominator_of(e.lower)));
  CHECK(is_power_of_two(denominator_of(e.upper)));
}

}  // namespace

TEST_CASE("random square roots of all sizes") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 500; ++round) {
    const Integer n = random() >> (random() % 64);
    const Integer d = random() >> (random() % 64);
    const Rational q(n + 1, d + 1);
    check_root(q, 1 + static_cast<int>(random() % 150));
    check_root(q * parse_rational("1e300"), 20);
    check_root(q * parse_rational("1e-300"), 20);
  }
}

TEST_CASE("exact roots have width zero") {
  for (const char* root :
       {"0", "1", "3", "1/2", "0x1.8p-300", "0x1.fffffffffffffp700", "12345678"}) {
    const Rational r = parse_rational(root);
    const Enclosure e = sqrt_enclosure(r * r);
    CHECK(e.lower == r);
    CHECK(e.upper == r);
  }
  const Rational all_ones = parse_rational("0xffffffffffffffff");  // just fits 64 bits
  CHECK(sqrt_enclosure(all_ones * all_ones).upper == all_ones);
}

TEST_CASE("a root that is rational but not dyadic lies strictly inside") {
  const Enclosure e = sqrt_enclosure(Rational(1) / 9);
  CHECK(e.lower < Rational(1) / 3);
  CHECK(e.upper > Rational(1) / 3);
}

TEST_CASE("next to a square nothing is taken for exact") {
  for (const char* near : {"1", "4", "9/4", "1e-40", "0x1p90"}) {
    const Rational q = parse_rational(near);
    check_root(q + q * parse_rational("1e-60"), 12);
    check_root(q - q * parse_rational("1e-60"), 12);
  }
}

TEST_CASE("negative numbers have no root") {
  CHECK_THROWS_AS(static_cast<void>(sqrt_enclosure(Rational(-1))), Error);
}

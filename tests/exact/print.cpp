// Writing numbers: what is written reads back, and short decimals are correctly rounded.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/exact/parse.hpp"

using namespace isthmus;

namespace {

Rational ratio(long n, long d) { return Rational(Integer(n), Integer(d)); }

Rational power_of_ten(int k) {
  const Integer power = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(k));
  return Rational(power);
}

/// The largest power of ten that is not above q > 0.
Rational leading_unit(const Rational& q) {
  Rational power = 1;
  while (power > q) power /= 10;
  while (power * 10 <= q) power *= 10;
  return power;
}

}  // namespace

TEST_CASE("text form") {
  CHECK(to_text(ratio(-35, 4)) == "-35/4");
  CHECK(to_text(ratio(6, 3)) == "2");
  CHECK(to_text(Rational(0)) == "0");
  CHECK(to_text(Integer(-7)) == "-7");
}

TEST_CASE("text reads back as the same number") {
  std::mt19937_64 random(1);
  for (int round = 0; round < 300; ++round) {
    const Rational q = ratio(static_cast<long>(random()), 1 + static_cast<long>(random() % 1000));
    CHECK(parse_rational(to_text(q)) == q);
  }
}

TEST_CASE("LaTeX form") {
  CHECK(to_latex(ratio(-3, 4)) == "-\\frac{3}{4}");
  CHECK(to_latex(ratio(3, 4)) == "\\frac{3}{4}");
  CHECK(to_latex(Rational(12)) == "12");
  CHECK(to_latex(Rational(-12)) == "-12");
}

TEST_CASE("short decimals that are exact") {
  CHECK(to_decimal(Rational(0)) == "0");
  CHECK(to_decimal(ratio(1, 8)) == "0.125");
  CHECK(to_decimal(ratio(-5, 2)) == "-2.5");
  CHECK(to_decimal(Rational(42)) == "42");
  CHECK(to_decimal(Rational(1200)) == "1200");
  CHECK(to_decimal(Rational(12000000)) == "12000000");
  CHECK(to_decimal(parse_rational("1e15")) == "1000000000000000");
  CHECK(to_decimal(parse_rational("1e16")) == "1e16");
  CHECK(to_decimal(parse_rational("-1.25e100")) == "-1.25e100");
  CHECK(to_decimal(ratio(1, 100000)) == "0.00001");
  CHECK(to_decimal(ratio(1, 1000000)) == "1e-6");
  CHECK(to_decimal(parse_rational("1e-100000")) == "1e-100000");
  CHECK(to_decimal(Rational(123456)) == "123456");
  CHECK(to_decimal(parse_rational("0x1p-10"), 10) == "0.0009765625");
}

TEST_CASE("short decimals that are rounded") {
  CHECK(to_decimal(ratio(1, 3)) == "≈0.333333");
  CHECK(to_decimal(ratio(-2, 3)) == "≈-0.666667");
  CHECK(to_decimal(ratio(22, 7), 3) == "≈3.14");
  CHECK(to_decimal(Rational(1234567)) == "≈1.23457e6");
  CHECK(to_decimal(Rational(9999999)) == "≈1.00000e7");
  CHECK(to_decimal(Rational(999999)) == "999999");
  CHECK(to_decimal(ratio(9999999, 10000000)) == "≈1.00000");
  CHECK(to_decimal(ratio(9999999, 10000000), 7) == "0.9999999");
  CHECK(to_decimal(parse_rational("1.00000000001")) == "≈1.00000");
  CHECK(to_decimal(parse_rational("123456789e-20")) == "≈1.23457e-12");
  CHECK(to_decimal(ratio(2, 3), 1) == "≈0.7");
}

TEST_CASE("halves round to an even last digit") {
  CHECK(to_decimal(ratio(25, 10), 1) == "≈2");
  CHECK(to_decimal(ratio(35, 10), 1) == "≈4");
  CHECK(to_decimal(ratio(-25, 10), 1) == "≈-2");
  CHECK(to_decimal(parse_rational("0.1234565")) == "≈0.123456");
  CHECK(to_decimal(parse_rational("0.12345650000000001")) == "≈0.123457");
}

TEST_CASE("a rounded decimal is off by at most half a unit of its last digit") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 500; ++round) {
    const int digits = 1 + static_cast<int>(random() % 8);
    Integer n = random() >> (random() % 60);
    Integer d = random() >> (random() % 60);
    const Rational q = Rational(n + 1, d + 1) * parse_rational(round % 2 == 0 ? "1e-40" : "1e7");
    const std::string text = to_decimal(q, digits);
    const bool rounded = text.starts_with("≈");
    const Rational shown = parse_rational(rounded ? text.substr(std::string("≈").size()) : text);
    CHECK((shown != q) == rounded);
    const Rational unit = leading_unit(shown) / power_of_ten(digits - 1);
    const Rational twice_error = (shown > q ? Rational(shown - q) : Rational(q - shown)) * 2;
    CHECK(twice_error <= unit);
  }
}

TEST_CASE("powers of two") {
  CHECK(power_of_two_text(0) == "1");
  CHECK(power_of_two_text(10) == "1024");
  CHECK(power_of_two_text(4096).size() == 1234);
  CHECK(power_of_two_text(4096).starts_with("10443888814131525066"));
  CHECK(power_of_two_text(4097) == "2^4097");
  CHECK(power_of_two_text(1'000'000) == "2^1000000");
}

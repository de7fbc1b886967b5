// Reading numbers: every form, every error with its message, and the limits.
#include "isthmus/exact/parse.hpp"

#include <doctest/doctest.h>

#include <random>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

Rational ratio(long n, long d) { return Rational(Integer(n), Integer(d)); }

Integer power_of_ten(unsigned k) { return boost::multiprecision::pow(Integer(10), k); }

ErrorDetail error_of(const std::string& text, const NumberLimits& limits = {}) {
  try {
    static_cast<void>(parse_rational(text, limits));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::bad_input);
    return error.detail();
  }
  FAIL_CHECK("accepted: " << text.substr(0, 40));
  return {};
}

}  // namespace

TEST_CASE("integers") {
  CHECK(parse_rational("0") == 0);
  CHECK(parse_rational("-0") == 0);
  CHECK(parse_rational("12") == 12);
  CHECK(parse_rational("-12") == -12);
  CHECK(parse_rational("+3") == 3);
  CHECK(parse_rational("0100") == 100);  // not octal
  CHECK(parse_rational("00000000000000000000000008") == 8);
}

TEST_CASE("fractions are reduced and keep a positive denominator") {
  CHECK(parse_rational("3/4") == ratio(3, 4));
  const Rational q = parse_rational("-6/4");
  CHECK(numerator_of(q) == -3);
  CHECK(denominator_of(q) == 2);
  CHECK(parse_rational("0/5") == 0);
  CHECK(denominator_of(parse_rational("0/5")) == 1);
  CHECK(parse_rational("010/08") == ratio(5, 4));
}

TEST_CASE("decimals and exponents") {
  CHECK(parse_rational("0.125") == ratio(1, 8));
  CHECK(parse_rational(".5") == ratio(1, 2));
  CHECK(parse_rational("-5.") == -5);
  CHECK(parse_rational("0.1") == ratio(1, 10));
  CHECK(parse_rational("1.500") == ratio(3, 2));
  CHECK(parse_rational("1.5e-3") == ratio(3, 2000));
  CHECK(parse_rational("1.5E+3") == 1500);
  CHECK(parse_rational("-.25e1") == ratio(-5, 2));
  CHECK(parse_rational("2e0") == 2);
  CHECK(parse_rational("1e-100000") == 1 / Rational(power_of_ten(100000)));
  CHECK(parse_rational("0e7") == 0);
}

TEST_CASE("hexadecimal floats") {
  CHECK(parse_rational("0x1.8p-1") == ratio(3, 4));
  CHECK(parse_rational("-0X.Fp4") == -15);
  CHECK(parse_rational("0xff") == 255);
  CHECK(parse_rational("0x1.p3") == 8);
  CHECK(parse_rational("0x1P+4") == 16);
  CHECK(parse_rational("0x0.001") == ratio(1, 4096));
  CHECK(parse_rational("0x1e2") == 0x1e2);  // e is a digit here
}

TEST_CASE("long digit strings are joined correctly") {
  for (const unsigned length : {17U, 18U, 19U, 35U, 36U, 37U, 90U, 1000U}) {
    const std::string nines(length, '9');
    CHECK(parse_rational(nines) == Rational(power_of_ten(length) - 1));
    const Integer power = Integer(1) << (4 * length);
    CHECK(parse_rational("0x" + std::string(length, 'f')) == Rational(power - 1));
  }
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    std::string digits;
    Integer expected = 0;
    const auto length = 1 + static_cast<unsigned>(random() % 200);
    for (unsigned i = 0; i < length; ++i) {
      const auto digit = static_cast<unsigned>(random() % 10);
      digits += static_cast<char>('0' + digit);
      expected = expected * 10 + digit;
    }
    CHECK(parse_rational(digits) == Rational(expected));
    CHECK(parse_rational("0." + digits) ==
          Rational(expected, power_of_ten(static_cast<unsigned>(digits.size()))));
  }
}

TEST_CASE("what is not a number is refused with the text and a remedy") {
  for (const char* text :
       {"",         "+",    "-",     ".",   "-.",    "nan",   "NaN",    "inf",   "-inf",
        "Infinity", "+-3",  "--3",   "1e",  "1e+",   "0x",    "0x.",    "0xp1",  "1_000",
        " 1",       "1 ",   "１",    "1/",  "/2",    "1//2",  "1/2/3",  "1.5/2", "1/2.5",
        "1/-2",     "1/+2", "1/2e3", "1,5", "1e5.0", "1.2.3", "0x1e+2", "0x1g",  "1p3",
        "0x1/2",    "1\n",  "e5",    "0b1", "1e0x1", "½",     "1f"}) {
    CAPTURE(text);
    const ErrorDetail detail = error_of(text);
    CHECK(detail.cause == quoted(text) + " is not a number");
    CHECK(detail.remedy ==
          "write a finite number as an integer, a fraction \"3/4\", a decimal \"0.125\" or "
          "\"1.5e-3\", or a hexadecimal float \"0x1.8p-1\"");
  }
  const std::string with_nul("1\0", 2);
  CHECK(error_of(with_nul).cause == "\"1\\x00\" is not a number");
}

TEST_CASE("zero denominators") {
  for (const char* text : {"1/0", "0/0", "-1/000"}) {
    const ErrorDetail detail = error_of(text);
    CHECK(detail.cause == quoted(text) + " has a zero denominator");
    CHECK(detail.remedy == "write a fraction with a nonzero denominator");
  }
}

TEST_CASE("absurd exponents are refused before anything is computed") {
  for (const char* text :
       {"1e999999999", "1e-999999999", "0e100001", "0x1p999999999", "1e100001", "0x1p-100001",
        "1e99999999999999999999999999", "1e18446744073709551617"}) {
    const ErrorDetail detail = error_of(text);
    CHECK(detail.cause == quoted(text) + " has an exponent beyond 100000");
    CHECK(detail.remedy == "write a number whose exponent lies between -100000 and 100000");
  }
  CHECK(numerator_of(parse_rational("1e100000")) == power_of_ten(100000));
  CHECK(numerator_of(parse_rational("0x1p100000")) == Integer(1) << 100000U);
  CHECK(parse_rational("1e0000000000000000000000000002") == 100);
}

TEST_CASE("the limit counts the digits of all parts") {
  const NumberLimits ten{10, 5};
  CHECK(parse_rational("1234567890", ten) == 1234567890);
  CHECK(parse_rational("-12345.67890", ten) == ratio(-123456789, 10000));
  CHECK(parse_rational("12345/67890", ten) == ratio(12345, 67890));
  CHECK(parse_rational("123456789e5", ten) == Rational(Integer(12345678900000)));
  for (const char* text : {"12345678901", "123456.78901", "123456/78901", "1234567890e1"}) {
    const ErrorDetail detail = error_of(text, ten);
    CHECK(detail.cause == quoted(text) + " has more than 10 digits");
    CHECK(detail.remedy == "write a number with fewer digits");
  }
  CHECK(error_of("1e6", ten).cause == "\"1e6\" has an exponent beyond 5");
}

TEST_CASE("a million digits are fine, one more is not") {
  const std::string million(1'000'000, '7');
  const Rational q = parse_rational(million);
  CHECK(numerator_of(q) % 1000003 != 0);
  CHECK(numerator_of(q) * 9 == (power_of_ten(1'000'000) - 1) * 7);
  CHECK(error_of(million + "7").cause.find("has more than 1000000 digits") != std::string::npos);
  CHECK(error_of(million + "7").cause.size() < 200);
}

TEST_CASE("a decimal of twenty thousand digits is exact") {
  const std::string threes(20'000, '3');
  const Rational q = parse_rational("0." + threes);
  CHECK(q * 3 == 1 - 1 / Rational(power_of_ten(20'000)));
}

TEST_CASE("long decimals are in lowest terms, whatever powers of 2 and 5 they contain") {
  const Integer ten_to_200 = power_of_ten(200);
  for (const unsigned k : {0U, 1U, 63U, 64U, 65U, 150U, 250U}) {
    for (const unsigned base : {2U, 5U, 7U}) {
      const Integer mantissa = boost::multiprecision::pow(Integer(base), k) * 3;
      std::string text = mantissa.str();
      text.append("e-200");
      const Rational q = parse_rational(text);
      CHECK(numerator_of(q) * ten_to_200 == denominator_of(q) * mantissa);
      CHECK(gcd(numerator_of(q), denominator_of(q)) == 1);
    }
  }
  const Rational hex = parse_rational("-0x30p-100");
  CHECK(numerator_of(hex) == -3);
  CHECK(denominator_of(hex) == Integer(1) << 96U);
  CHECK(parse_rational("0.000") == 0);
  CHECK(parse_rational("1000e-3") == 1);
}

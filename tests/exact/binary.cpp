// Conversion to and from binary32 and binary64, against the C library and at exact midpoints.
#include "isthmus/exact/binary.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

using namespace isthmus;

namespace {

template <class Float>
using Bits = std::conditional_t<sizeof(Float) == 4, std::uint32_t, std::uint64_t>;

Rational exact(float value) { return from_binary32(value); }
Rational exact(double value) { return from_binary64(value); }

template <class Float>
Float rounded(const Rational& q) {
  if constexpr (sizeof(Float) == 4) {
    return to_binary32(q);
  } else {
    return to_binary64(q);
  }
}

/// Same bits, so that a wrong sign of zero counts.
template <class Float>
bool same(Float a, Float b) {
  return std::bit_cast<Bits<Float>>(a) == std::bit_cast<Bits<Float>>(b);
}

/// A random finite number, every exponent equally likely.
template <class Float>
Float random_finite(std::mt19937_64& random) {
  for (;;) {
    const auto value = std::bit_cast<Float>(static_cast<Bits<Float>>(random()));
    if (std::isfinite(value) && value != 0) return value;
  }
}

template <class Float>
void check_midpoint_above(Float low) {
  const Float high = std::nextafter(low, std::numeric_limits<Float>::infinity());
  if (std::isinf(high)) return;
  const Rational middle = (exact(low) + exact(high)) / 2;
  const Rational little = (exact(high) - exact(low)) / 1'000'000'000;
  const bool low_is_even = std::bit_cast<Bits<Float>>(low) % 2 == 0;
  CHECK(rounded<Float>(middle) == (low_is_even ? low : high));
  CHECK(rounded<Float>(middle - little) == low);
  CHECK(rounded<Float>(middle + little) == high);
}

template <class Float>
void check_format() {
  using Limits = std::numeric_limits<Float>;
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const Float value = random_finite<Float>(random);
    CHECK(same(rounded<Float>(exact(value)), value));
    check_midpoint_above(std::fabs(value));
  }
  for (const Float value :
       {Float{0}, Limits::denorm_min(), Limits::min(), Float{1}, Limits::max(),
        std::nextafter(Limits::min(), Float{0}), std::nextafter(Float{2}, Float{0})}) {
    CHECK(same(rounded<Float>(exact(value)), value));
    CHECK(rounded<Float>(exact(-value)) == -value);
    check_midpoint_above(value);
  }
  // Halfway to what would follow the largest number, IEEE 754 rounds to infinity.
  const Rational last_gap = exact(Limits::max()) - exact(std::nextafter(Limits::max(), Float{0}));
  const Rational edge = exact(Limits::max()) + last_gap / 2;
  CHECK(rounded<Float>(edge - last_gap / 1000) == Limits::max());
  CHECK_THROWS_AS(static_cast<void>(rounded<Float>(edge)), Error);
  CHECK_THROWS_AS(static_cast<void>(rounded<Float>(-edge)), Error);
  CHECK_THROWS_AS(static_cast<void>(rounded<Float>(parse_rational("1e100000"))), Error);
  // Half of the smallest positive number is a tie with the even 0.
  const Rational smallest = exact(Limits::denorm_min());
  CHECK(rounded<Float>(smallest / 2) == 0);
  CHECK(rounded<Float>(smallest * 51 / 100) == Limits::denorm_min());
  CHECK(rounded<Float>(parse_rational("1e-100000")) == 0);
}

}  // namespace

TEST_CASE("exact values") {
  CHECK(from_binary64(0.1) == parse_rational("0x1.999999999999ap-4"));
  CHECK(from_binary32(0.1F) == parse_rational("0x1.99999ap-4"));
  CHECK(from_binary64(-0.0) == 0);
  CHECK(from_binary64(std::numeric_limits<double>::denorm_min()) == parse_rational("0x1p-1074"));
  CHECK(from_binary32(std::numeric_limits<float>::max()) == parse_rational("0xffffffp104"));
  CHECK(from_binary64(-3.5) == parse_rational("-7/2"));
}

TEST_CASE("binary32: round trips, midpoints, edges") { check_format<float>(); }
TEST_CASE("binary64: round trips, midpoints, edges") { check_format<double>(); }

TEST_CASE("decimal texts convert as the C library converts them") {
  std::mt19937_64 random(11);
  int compared = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text = random() % 2 == 0 ? "" : "-";
    text.append(std::to_string(random() >> (random() % 64))).append(".");
    text.append(std::to_string(random())).append("e");
    text.append(std::to_string(static_cast<int>(random() % 700) - 370));
    const Rational q = parse_rational(text);
    if (const double expected = std::strtod(text.c_str(), nullptr); std::isfinite(expected)) {
      CHECK(same(to_binary64(q), expected));
      ++compared;
    } else {
      CHECK_THROWS_AS(static_cast<void>(to_binary64(q)), Error);
    }
    if (const float expected = std::strtof(text.c_str(), nullptr); std::isfinite(expected)) {
      CHECK(same(to_binary32(q), expected));
    } else {
      CHECK_THROWS_AS(static_cast<void>(to_binary32(q)), Error);
    }
  }
  CHECK(compared > 3000);
}

TEST_CASE("what has no exact or finite value is named") {
  const auto message = [](auto action) -> std::string {
    try {
      action();
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::bad_input);
      return error.detail().cause;
    }
    return "no error";
  };
  CHECK(message([] { static_cast<void>(from_binary64(std::nan(""))); }) ==
        "NaN is not a finite number");
  CHECK(message([] {
          static_cast<void>(from_binary32(-std::numeric_limits<float>::infinity()));
        }) == "-infinity is not a finite number");
  CHECK(message([] { static_cast<void>(to_binary32(parse_rational("1e39"))); }) ==
        "1e39 is too large for a binary32 number");
}

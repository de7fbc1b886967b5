// The grid against the machine's own numbers, and small types against all of their numbers.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <random>

#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/float_grid.hpp"

namespace isthmus {
namespace {

TEST_CASE("positions are the bits of positive numbers") {
  std::mt19937_64 random(1);
  const FloatGrid doubles(NumberType::binary64);
  const FloatGrid floats(NumberType::binary32);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t bits = random() >> 1;
    const double x = std::bit_cast<double>(bits);
    if (!std::isfinite(x)) continue;
    CHECK(doubles.position(from_binary64(x)) == static_cast<GridPosition>(bits));
    CHECK(doubles.value(static_cast<GridPosition>(bits)) == from_binary64(x));
    CHECK(doubles.position(from_binary64(-x)) == -static_cast<GridPosition>(bits));
    const auto narrow = static_cast<float>(std::ldexp(x, -std::ilogb(x) + i % 300 - 150));
    if (!std::isfinite(narrow)) continue;
    CHECK(floats.position(from_binary32(narrow)) ==
          static_cast<GridPosition>(std::bit_cast<std::uint32_t>(narrow)));
  }
  CHECK(doubles.infinity() == 0x7ff0000000000000);
  CHECK(floats.infinity() == 0x7f800000);
  CHECK(FloatGrid(NumberType::binary16).infinity() == 0x7c00);
  CHECK(FloatGrid(NumberType::bfloat16).infinity() == 0x7f80);
}

TEST_CASE("rounding is to the nearest number, ties to even, and overflows where IEEE 754 does") {
  for (const NumberType type : {NumberType::binary16, NumberType::bfloat16}) {
    const FloatGrid grid(type);
    for (GridPosition at = 0; at < grid.infinity(); at += 1 + at / 37) {
      const Rational low = grid.value(at);
      const Rational high = grid.value(at + 1);
      const Rational middle = (low + high) / 2;
      const Rational little = (high - low) / 1000;
      CHECK(grid.position(low) == at);
      CHECK(grid.position(middle) == at + at % 2);
      CHECK(grid.position(middle - little) == at);
      CHECK(grid.position(middle + little) == at + 1);
      CHECK(load_number(reinterpret_cast<const std::byte*>(&at), type) ==
            to_binary64(low));  // little-endian bits
    }
    CHECK(grid.overflows(grid.value(grid.infinity())));
    CHECK(!grid.overflows(grid.value(grid.infinity() - 1)));
    CHECK(grid.overflows(Rational(-Integer(1) << 5000)));
  }
}

TEST_CASE("numbers of binary64 round to narrower types as their fractions do") {
  std::mt19937_64 random(2);
  for (const NumberType type :
       {NumberType::binary16, NumberType::bfloat16, NumberType::binary32, NumberType::binary64}) {
    const FloatGrid grid(type);
    for (int i = 0; i < 2000; ++i) {
      const int shift = static_cast<int>(random() % 320) - 160;
      const double digits = static_cast<double>(static_cast<std::int64_t>(random()) >> (i % 60));
      const double x = std::ldexp(digits, shift - 60);
      const double seen = round_to(type, x);
      const Rational q = from_binary64(x);
      if (grid.overflows(q)) {
        CHECK(std::isinf(seen));
      } else {
        CHECK(from_binary64(seen) == grid.rounded(q));
      }
    }
  }
}

TEST_CASE("unit roundoff and the least numbers") {
  const FloatGrid floats(NumberType::binary32);
  CHECK(floats.unit_roundoff() == from_binary64(std::ldexp(1.0, -24)));
  CHECK(floats.least() == from_binary64(std::ldexp(1.0, -149)));
  CHECK(floats.least_normal() == from_binary64(std::ldexp(1.0, -126)));
}

}  // namespace
}  // namespace isthmus

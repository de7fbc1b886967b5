// Loading and storing: every pattern of the 16-bit types, against their definition.
#include "isthmus/exact/number_type.hpp"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

using namespace isthmus;

namespace {

std::array<std::byte, 2> bytes_of(std::uint32_t bits) {
  return {static_cast<std::byte>(bits & 0xffU), static_cast<std::byte>(bits >> 8U)};
}

// Sign, exponent field, fraction: the textbook formula in place of the shifts of the code.
double by_formula(std::uint32_t bits, int digits, int bias) {
  const std::uint32_t fraction = bits & ((1U << digits) - 1);
  const int field = static_cast<int>(bits >> digits & ((1U << (15 - digits)) - 1));
  const double sign = (bits >> 15U) != 0 ? -1 : 1;
  const double part = fraction / std::pow(2.0, digits);
  if (field == (1 << (15 - digits)) - 1) {
    return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : std::nan("");
  }
  if (field == 0) return sign * part * std::pow(2.0, 1 - bias);
  return sign * (1 + part) * std::pow(2.0, field - bias);
}

void check_all_patterns(NumberType type, int digits, int bias) {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const auto bytes = bytes_of(bits);
    const double value = load_number(bytes.data(), type);
    const double expected = by_formula(bits, digits, bias);
    std::array<std::byte, 2> back{};
    store_number(back.data(), type, value);
    if (std::isnan(expected)) {
      REQUIRE(std::isnan(value));
      REQUIRE(std::isnan(load_number(back.data(), type)));
    } else {
      REQUIRE(std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(expected));
      REQUIRE(back == bytes);
    }
  }
}

}  // namespace

TEST_CASE("every 16-bit pattern is the number its definition says, both ways") {
  check_all_patterns(NumberType::binary16, 10, 15);
  check_all_patterns(NumberType::bfloat16, 7, 127);
}

TEST_CASE("wider numbers are read from unaligned little-endian bytes") {
  std::array<std::byte, 9> bytes{};
  store_number(bytes.data() + 1, NumberType::binary32, -0.15625);
  CHECK(bytes[4] == std::byte{0xbe});
  CHECK(load_number(bytes.data() + 1, NumberType::binary32) == -0.15625);
  store_number(bytes.data() + 1, NumberType::binary64, 0x1.23456789abcdep-1022);
  CHECK(load_number(bytes.data() + 1, NumberType::binary64) == 0x1.23456789abcdep-1022);
  CHECK(bytes[1] == std::byte{0xde});
}

// The layouts are IEEE 754's, and bfloat16's, which is the upper half of binary32. Little-endian
// bytes are put together by shifts, which compilers turn into single loads.
#include "isthmus/exact/number_type.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace isthmus {
namespace {

template <class Bits>
[[nodiscard]] Bits load_bits(const std::byte* at) {
  Bits bits = 0;
  for (std::size_t i = 0; i < sizeof(Bits); ++i) {
    bits = static_cast<Bits>(bits | static_cast<Bits>(static_cast<Bits>(at[i]) << (8 * i)));
  }
  return bits;
}

template <class Bits>
void store_bits(std::byte* at, Bits bits) {
  for (std::size_t i = 0; i < sizeof(Bits); ++i) at[i] = static_cast<std::byte>(bits >> (8 * i));
}

constexpr int half_digits = 10;  // of the fraction
constexpr std::uint16_t half_fraction = 0x3ff;
constexpr int half_last_place = -24;          // exponent of the last place of the subnormals
constexpr std::uint16_t half_special = 0x1f;  // exponent field of infinities and NaN

[[nodiscard]] double from_half(std::uint16_t bits) {
  const int fraction = bits & half_fraction;
  const int field = bits >> half_digits & half_special;
  double size = 0;
  if (field == half_special) {
    size = fraction == 0 ? HUGE_VAL : std::nan("");
  } else if (field == 0) {
    size = std::ldexp(fraction, half_last_place);
  } else {
    size = std::ldexp(fraction + half_fraction + 1, half_last_place + field - 1);
  }
  return (bits & 0x8000) != 0 ? -size : size;
}

[[nodiscard]] std::uint16_t to_half(double value) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double size = std::fabs(value);
  if (std::isnan(value)) return 0x7e00;
  if (std::isinf(value)) return sign | 0x7c00;
  const int field = size == 0 ? 0 : std::max(0, std::ilogb(size) + 15);
  // In units of the last place; a subnormal number has no hidden bit and the places of field 1.
  const int units = static_cast<int>(std::ldexp(size, -half_last_place - std::max(field, 1) + 1));
  return static_cast<std::uint16_t>(sign | field << half_digits | (units & half_fraction));
}

}  // namespace

std::size_t byte_size(NumberType type) {
  switch (type) {
    case NumberType::binary16:
    case NumberType::bfloat16:
      return 2;
    case NumberType::binary32:
      return 4;
    case NumberType::binary64:
      break;
  }
  return 8;
}

std::string type_name(NumberType type) {
  switch (type) {
    case NumberType::binary16:
      return "binary16";
    case NumberType::bfloat16:
      return "bfloat16";
    case NumberType::binary32:
      return "binary32";
    case NumberType::binary64:
      break;
  }
  return "binary64";
}

double load_number(const std::byte* at, NumberType type) {
  switch (type) {
    case NumberType::binary16:
      return from_half(load_bits<std::uint16_t>(at));
    case NumberType::bfloat16:
      return std::bit_cast<float>(std::uint32_t{load_bits<std::uint16_t>(at)} << 16U);
    case NumberType::binary32:
      return std::bit_cast<float>(load_bits<std::uint32_t>(at));
    case NumberType::binary64:
      break;
  }
  return std::bit_cast<double>(load_bits<std::uint64_t>(at));
}

void store_number(std::byte* at, NumberType type, double value) {
  const auto narrow = static_cast<float>(value);
  switch (type) {
    case NumberType::binary16:
      return store_bits(at, to_half(value));
    case NumberType::bfloat16:
      return store_bits(at,
                        static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(narrow) >> 16U));
    case NumberType::binary32:
      return store_bits(at, std::bit_cast<std::uint32_t>(narrow));
    case NumberType::binary64:
      return store_bits(at, std::bit_cast<std::uint64_t>(value));
  }
}

}  // namespace isthmus

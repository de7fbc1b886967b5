// Loading numbers of any type for the vector loops of square_split. Little-endian is what files
// have and nearly all machines are; elsewhere load_number puts the bytes together.
#include <bit>
#include <cstring>

#include "exact/square_split.hpp"

namespace isthmus::split {
namespace {

constexpr bool little = std::endian::native == std::endian::little;

/// Binary16 through binary32: 2^112 is what the two biases differ by, also for subnormal numbers.
float from_half(std::uint16_t half) {
  const auto magnitude = static_cast<std::uint32_t>(half & 0x7fffU) << 13U;
  const float finite = std::bit_cast<float>(magnitude) * 0x1p112F;
  return (half & 0x7c00U) == 0x7c00U ? std::bit_cast<float>(0x7f800000U | magnitude) : finite;
}

float from_upper_half(std::uint16_t upper) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(upper) << 16U);
}

/// One number after the other, each made of its bits; signs do not matter for squares.
template <class Bits, class Number, class Make>
void load_each(Number* x, const std::byte* at, std::size_t n, std::uint64_t stride,
               const Make& make) {
  for (std::size_t i = 0; i < n; ++i) {
    Bits bits;
    std::memcpy(&bits, at + i * stride * sizeof(Bits), sizeof(Bits));
    x[i] = make(bits);
  }
}

template <class Number>
void load_any(Number* x, const std::byte* at, NumberType type, std::size_t n,
              std::uint64_t stride) {
  const std::uint64_t step = stride * byte_size(type);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<Number>(load_number(at + i * step, type));
}

/// Numbers of the target's own type.
template <class Number>
void load_own(Number* x, const std::byte* at, std::size_t n, std::uint64_t stride) {
  if (stride == 1) {
    if (n > 0) std::memcpy(x, at, n * sizeof(Number));
    return;
  }
  load_each<Number>(x, at, n, stride, [](Number number) { return number; });
}

}  // namespace

void load(float* x, const std::byte* at, NumberType type, std::size_t n, std::uint64_t stride) {
  if (little && type == NumberType::binary32) return load_own(x, at, n, stride);
  if (little && type == NumberType::bfloat16) {
    return load_each<std::uint16_t>(x, at, n, stride, from_upper_half);
  }
  if (little && type == NumberType::binary16) {
    return load_each<std::uint16_t>(x, at, n, stride, from_half);
  }
  load_any(x, at, type, n, stride);
}

void load(double* x, const std::byte* at, NumberType type, std::size_t n, std::uint64_t stride) {
  if (little && type == NumberType::binary64) return load_own(x, at, n, stride);
  load_any(x, at, type, n, stride);
}

}  // namespace isthmus::split

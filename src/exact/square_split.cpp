#include "exact/square_split.hpp"

#include <algorithm>
#include <bit>
#include <cfenv>
#include <cfloat>
#include <cmath>
#include <cstring>

static_assert(FLT_EVAL_METHOD == 0, "exact sums need doubles that are not wider than they say");
#ifdef __FAST_MATH__
#error "exact sums need IEEE 754 arithmetic: compile without -ffast-math"
#endif

// The loops below once for each width of vectors, chosen when the program starts.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define ISTHMUS_ANY_VECTORS __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define ISTHMUS_ANY_VECTORS
#endif

namespace isthmus::split {
namespace {

constexpr int piece_bits = 40;
constexpr int bias = 126;  // a number with exponent field f is less than 2^(f - bias)
constexpr std::size_t lanes = 8;

/// The sums of one call, `lanes` of each so that additions need not wait for each other.
struct LaneSums {
  double first[lanes] = {}, second[lanes] = {}, third[lanes] = {};
  std::uint64_t rest[lanes] = {};
};

ISTHMUS_ANY_VECTORS
void sum_lanes(const float* x, std::size_t count, double m1, double m2, double m3, LaneSums& out) {
  LaneSums sums;
  for (std::size_t i = 0; i < count; i += lanes) {
    for (std::size_t k = 0; k < lanes; ++k) {
      const double s = static_cast<double>(x[i + k]) * static_cast<double>(x[i + k]);
      const double h1 = (s + m1) - m1;
      const double l1 = s - h1;
      const double h2 = (l1 + m2) - m2;
      const double l2 = l1 - h2;
      const double h3 = (l2 + m3) - m3;
      sums.first[k] += h1;
      sums.second[k] += h2;
      sums.third[k] += h3;
      sums.rest[k] |= std::bit_cast<std::uint64_t>(l2 - h3);
    }
  }
  out = sums;
}

ISTHMUS_ANY_VECTORS
void spread_squares(const float* x, std::size_t count, double m1, double m2,
                    double* __restrict first, double* __restrict second, double* __restrict third) {
  for (std::size_t i = 0; i < count; ++i) {
    const double s = static_cast<double>(x[i]) * static_cast<double>(x[i]);
    const double h1 = (s + m1) - m1;
    const double l1 = s - h1;
    const double h2 = (l1 + m2) - m2;
    first[i] += h1;
    second[i] += h2;
    third[i] += l1 - h2;
  }
}

ISTHMUS_ANY_VECTORS
std::int32_t largest_magnitude(const float* x, std::size_t count) {
  std::int32_t largest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t bits = std::bit_cast<std::int32_t>(x[i]) & 0x7fffffff;
    largest = bits > largest ? bits : largest;
  }
  return largest;
}

/// Binary16 through binary32: 2^112 is what the two biases differ by, also for subnormal numbers.
float from_half(std::uint16_t half) {
  const auto magnitude = static_cast<std::uint32_t>(half & 0x7fffU) << 13U;
  const float finite = std::bit_cast<float>(magnitude) * 0x1p112F;
  return (half & 0x7c00U) == 0x7c00U ? std::bit_cast<float>(0x7f800000U | magnitude) : finite;
}

float from_upper_half(std::uint16_t upper) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(upper) << 16U);
}

/// One number after the other, each made a float. Little-endian is what the file has and the
/// machine is; elsewhere load_number puts the bytes together.
template <class Bits, class Make>
void load_each(float* x, const std::byte* at, std::size_t count, std::uint64_t stride,
               const Make& make) {
  for (std::size_t i = 0; i < count; ++i) {
    Bits bits;
    std::memcpy(&bits, at + i * stride * sizeof(Bits), sizeof(Bits));
    x[i] = make(bits);
  }
}

}  // namespace

Window::Window(unsigned field) {
  const int top = 2 * (static_cast<int>(std::max(field, 1U)) - bias);
  const auto cut = [&](int piece) { return std::ldexp(1.5, 52 + top - piece * piece_bits); };
  m1_ = cut(1), m2_ = cut(2), m3_ = cut(3);
}

bool Window::sum(const float* x, std::size_t count, Pieces& sums) const {
  const std::size_t whole = count - count % lanes;
  LaneSums all, end;
  sum_lanes(x, whole, m1_, m2_, m3_, all);
  float tail[lanes] = {};
  std::copy(x + whole, x + count, tail);
  sum_lanes(tail, lanes, m1_, m2_, m3_, end);
  std::uint64_t rest = 0;
  for (std::size_t k = 0; k < lanes; ++k) {
    sums.first += all.first[k] + end.first[k];
    sums.second += all.second[k] + end.second[k];
    sums.third += all.third[k] + end.third[k];
    rest |= all.rest[k] | end.rest[k];
  }
  return rest == 0;
}

void Window::spread(const float* x, std::size_t count, double* first, double* second,
                    double* third) const {
  spread_squares(x, count, m1_, m2_, first, second, third);
}

unsigned largest_field(const float* x, std::size_t count) {
  return static_cast<unsigned>(largest_magnitude(x, count)) >> 23U;
}

void load(float* x, const std::byte* at, NumberType type, std::size_t count, std::uint64_t stride) {
  if constexpr (std::endian::native != std::endian::little) {
    const std::uint64_t step = stride * byte_size(type);
    for (std::size_t i = 0; i < count; ++i) {
      x[i] = static_cast<float>(load_number(at + i * step, type));
    }
  } else if (type == NumberType::binary16) {
    load_each<std::uint16_t>(x, at, count, stride, from_half);
  } else if (type == NumberType::bfloat16) {
    load_each<std::uint16_t>(x, at, count, stride, from_upper_half);
  } else if (stride == 1) {
    std::memcpy(x, at, count * sizeof(float));
  } else {
    load_each<float>(x, at, count, stride, [](float value) { return value; });
  }
}

bool rounds_to_nearest() { return std::fegetround() == FE_TONEAREST; }

}  // namespace isthmus::split

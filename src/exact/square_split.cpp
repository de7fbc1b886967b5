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

// Loops that are compiled once for each width of vectors; the processor chooses when they run.
#if defined(__x86_64__) && defined(__GNUC__)
#define ISTHMUS_WIDER_VECTORS
#endif
// What the copies call has to become part of each.
#define ISTHMUS_INSIDE __attribute__((always_inline)) inline

namespace isthmus::split {
namespace {

constexpr int piece_bits = 40;
/// Every loop takes its numbers by eight.
constexpr std::size_t step = 8;
template <class Number>
constexpr std::size_t pieces = Window<Number>::count;

/// Registers of `bytes` bytes: doubles side by side, their bits, and as many floats.
template <std::size_t bytes>
struct Registers {
  typedef double Vector __attribute__((vector_size(bytes)));
  typedef std::uint64_t Bits __attribute__((vector_size(bytes)));
  typedef float Floats __attribute__((vector_size(bytes / 2)));
  static constexpr std::size_t lanes = bytes / sizeof(double);
};

/// Takes from `s` what is a multiple of the unit behind `cut`, and adds it to `sum`.
template <class Vector>
ISTHMUS_INSIDE void take(Vector& s, double cut, Vector& sum) {
  const Vector piece = (s + cut) - cut;
  s -= piece;
  sum += piece;
}

/// Numbers x with x² = p + e; e is not there for float.
template <std::size_t bytes, class Number>
struct Squares;

template <std::size_t bytes>
struct Squares<bytes, float> {
  using R = Registers<bytes>;

  ISTHMUS_INSIDE explicit Squares(const float* at) {
    typename R::Floats x;
    std::memcpy(&x, at, sizeof(x));
    const auto wide = __builtin_convertvector(x, typename R::Vector);
    p = wide * wide;
  }
  ISTHMUS_INSIDE void take_piece(std::size_t, double cut, typename R::Vector& sum) {
    take(p, cut, sum);
  }
  ISTHMUS_INSIDE void note_rest(typename R::Bits& rest) const { rest |= (typename R::Bits)p; }

  typename R::Vector p;
};

template <std::size_t bytes>
struct Squares<bytes, double> {
  using R = Registers<bytes>;

  ISTHMUS_INSIDE explicit Squares(const double* at) {
    constexpr std::uint64_t half = std::uint64_t{1} << 26U;
    typename R::Bits bits;
    std::memcpy(&bits, at, sizeof(bits));
    // 26 digits of x, rounded so that 26 are left over, with a sign.
    const auto a = (typename R::Vector)((bits + half) & ~(2 * half - 1));
    const auto b = (typename R::Vector)bits - a;
    const auto aa = a * a, ab = 2 * a * b;
    p = aa + ab;
    e = (ab - (p - aa)) + b * b;
  }
  ISTHMUS_INSIDE void take_piece(std::size_t i, double cut, typename R::Vector& sum) {
    take(p, cut, sum);
    if (i > 0) take(e, cut, sum);
  }
  ISTHMUS_INSIDE void note_rest(typename R::Bits& rest) const {
    rest |= (typename R::Bits)p | (typename R::Bits)e;
  }

  typename R::Vector p, e;
};

/// Adds to `sums` the pieces of n squares; nonzero if anything was left over.
template <std::size_t bytes, class Number>
ISTHMUS_INSIDE std::uint64_t sum_loop(const Number* x, std::size_t n, const double* cut,
                                      double* sums) {
  using R = Registers<bytes>;
  typename R::Vector sum[pieces<Number>] = {};
  typename R::Bits rest = {};
  for (std::size_t i = 0; i < n; i += R::lanes) {
    Squares<bytes, Number> s(x + i);
    for (std::size_t j = 0; j < pieces<Number>; ++j) s.take_piece(j, cut[j], sum[j]);
    s.note_rest(rest);
  }
  std::uint64_t any = 0;
  for (std::size_t k = 0; k < R::lanes; ++k) {
    for (std::size_t j = 0; j < pieces<Number>; ++j) sums[j] += sum[j][k];
    any |= rest[k];
  }
  return any;
}

/// Adds the pieces of square i to columns[…][i].
template <std::size_t bytes, class Number>
ISTHMUS_INSIDE void spread_loop(const Number* x, std::size_t n, const double* cut,
                                double* const* columns) {
  using R = Registers<bytes>;
  for (std::size_t i = 0; i < n; i += R::lanes) {
    Squares<bytes, Number> s(x + i);
    for (std::size_t j = 0; j < pieces<Number>; ++j) {
      typename R::Vector sum;
      std::memcpy(&sum, columns[j] + i, sizeof(sum));
      s.take_piece(j, cut[j], sum);
      std::memcpy(columns[j] + i, &sum, sizeof(sum));
    }
  }
}

/// The bits of the largest magnitude.
ISTHMUS_INSIDE std::int32_t extent_loop(const float* x, std::size_t n) {
  std::int32_t largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t bits = std::bit_cast<std::int32_t>(x[i]) & 0x7fffffff;
    largest = bits > largest ? bits : largest;
  }
  return largest;
}

/// The largest magnitude and the least that is not 0; a NaN is not looked at.
struct Range {
  double largest[step] = {}, least[step];
};

ISTHMUS_INSIDE Range extent_loop(const double* x, std::size_t n) {
  Range range;
  std::fill_n(range.least, step, HUGE_VAL);
  for (std::size_t i = 0; i < n; i += step) {
    for (std::size_t k = 0; k < step; ++k) {
      const double size = std::fabs(x[i + k]);
      range.largest[k] = size > range.largest[k] ? size : range.largest[k];
      const double nonzero = size > 0 ? size : HUGE_VAL;
      range.least[k] = nonzero < range.least[k] ? nonzero : range.least[k];
    }
  }
  return range;
}

template <class Number>
using Extent = decltype(extent_loop(static_cast<const Number*>(nullptr), 0));

template <class Number>
std::uint64_t sum_narrow(const Number* x, std::size_t n, const double* cut, double* sums) {
  return sum_loop<16>(x, n, cut, sums);
}
template <class Number>
void spread_narrow(const Number* x, std::size_t n, const double* cut, double* const* columns) {
  spread_loop<16>(x, n, cut, columns);
}

template <class Number>
Extent<Number> extent_narrow(const Number* x, std::size_t n) {
  return extent_loop(x, n);
}

#ifdef ISTHMUS_WIDER_VECTORS
template <class Number>
__attribute__((target("avx2"))) std::uint64_t sum_avx2(const Number* x, std::size_t n,
                                                       const double* cut, double* sums) {
  return sum_loop<32>(x, n, cut, sums);
}
template <class Number>
__attribute__((target("avx2"))) void spread_avx2(const Number* x, std::size_t n, const double* cut,
                                                 double* const* columns) {
  spread_loop<32>(x, n, cut, columns);
}
template <class Number>
__attribute__((target("avx512f"))) std::uint64_t sum_avx512(const Number* x, std::size_t n,
                                                            const double* cut, double* sums) {
  return sum_loop<64>(x, n, cut, sums);
}
template <class Number>
__attribute__((target("avx512f"))) void spread_avx512(const Number* x, std::size_t n,
                                                      const double* cut, double* const* columns) {
  spread_loop<64>(x, n, cut, columns);
}
template <class Number>
__attribute__((target("avx2"))) Extent<Number> extent_avx2(const Number* x, std::size_t n) {
  return extent_loop(x, n);
}
template <class Number>
__attribute__((target("avx512f"))) Extent<Number> extent_avx512(const Number* x, std::size_t n) {
  return extent_loop(x, n);
}
#endif

/// The loops of the widest registers that there are.
template <class Number>
struct Loops {
  std::uint64_t (*sum)(const Number*, std::size_t, const double*, double*) = sum_narrow<Number>;
  void (*spread)(const Number*, std::size_t, const double*, double* const*) = spread_narrow<Number>;
  Extent<Number> (*extent)(const Number*, std::size_t) = extent_narrow<Number>;
};

template <class Number>
Loops<Number> choose_loops() {
#ifdef ISTHMUS_WIDER_VECTORS
  if (__builtin_cpu_supports("avx512f"))
    return {sum_avx512<Number>, spread_avx512<Number>, extent_avx512<Number>};
  if (__builtin_cpu_supports("avx2"))
    return {sum_avx2<Number>, spread_avx2<Number>, extent_avx2<Number>};
#endif
  return {};
}

template <class Number>
const Loops<Number>& loops() {
  static const Loops<Number> chosen = choose_loops<Number>();
  return chosen;
}

/// The numbers after the last whole step, filled up with zeros.
template <class Number>
std::array<Number, step> end_of(const Number* x, std::size_t n) {
  std::array<Number, step> end = {};
  std::copy(x + (n - n % step), x + n, end.begin());
  return end;
}

}  // namespace

template <class Number>
Window<Number>::Window(int top) {
  for (std::size_t i = 0; i < count; ++i) {
    cut_[i] = std::ldexp(1.5, 52 + top - static_cast<int>(i + 1) * piece_bits);
  }
}

template <class Number>
bool Window<Number>::sum(const Number* x, std::size_t n, Pieces& sums) const {
  const auto end = end_of(x, n);
  std::uint64_t rest = loops<Number>().sum(x, n - n % step, cut_.data(), sums.data());
  rest |= loops<Number>().sum(end.data(), step, cut_.data(), sums.data());
  return rest == 0;
}

template <class Number>
void Window<Number>::spread(const Number* x, std::size_t n,
                            const std::array<double*, count>& columns) const {
  const auto end = end_of(x, n);
  const std::size_t whole = n - n % step;
  loops<Number>().spread(x, whole, cut_.data(), columns.data());
  double last[count][step] = {};
  std::array<double*, count> starts;
  for (std::size_t i = 0; i < count; ++i) starts[i] = last[i];
  loops<Number>().spread(end.data(), step, cut_.data(), starts.data());
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; whole + k < n; ++k) columns[i][whole + k] += last[i][k];
  }
}

template class Window<float>;
template class Window<double>;

std::optional<int> bound(const float* x, std::size_t n) {
  constexpr int bias = 126;  // a number with exponent field f is less than 2^(f - bias)
  const int field = loops<float>().extent(x, n) >> 23;
  if (field == 255) return std::nullopt;
  return 2 * (std::max(field, 1) - bias);
}

std::optional<int> bound(const double* x, std::size_t n) {
  // Within these, the square of the last place of a number is no subnormal, nor is any unit.
  constexpr double least_size = 0x1p-400, largest_size = 0x1p400;
  const Range all = loops<double>().extent(x, n - n % step);
  const Range end = extent_narrow(end_of(x, n).data(), step);
  double largest = least_size, least = HUGE_VAL;
  for (std::size_t k = 0; k < step; ++k) {
    largest = std::max({largest, all.largest[k], end.largest[k]});
    least = std::min({least, all.least[k], end.least[k]});
  }
  if (least < least_size || largest > largest_size) return std::nullopt;
  return 2 * (std::ilogb(largest) + 1);
}

bool rounds_to_nearest() { return std::fegetround() == FE_TONEAREST; }

}  // namespace isthmus::split

// Exact conversion between rationals and binary floating-point numbers.
//
// A positive rational n/d rounds to m·2^u, where u is the exponent of the last place: with
// 2^e <= n/d < 2^(e+1) it is e - (p-1), but not below the last place of the subnormals. m is the
// integer nearest to (n/d)·2^-u, ties to even, found by one integer division; carrying to 2^p is
// harmless since m·2^u is then still a floating-point number. No floating-point operation rounds:
// m has at most p bits (or is 2^p) and the final scaling by 2^u is exact.
#include "isthmus/exact/binary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "exact/dyadic.hpp"
#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

/// The layout of an IEEE 754 binary format.
template <class Float>
struct Format {
  using Bits = std::conditional_t<sizeof(Float) == 4, std::uint32_t, std::uint64_t>;
  static constexpr int precision = std::numeric_limits<Float>::digits;
  static constexpr int largest_exponent = std::numeric_limits<Float>::max_exponent - 1;
  /// Exponent of the last place of the subnormal numbers.
  static constexpr int smallest_place = std::numeric_limits<Float>::min_exponent - precision;
  static constexpr const char* name = sizeof(Float) == 4 ? "binary32" : "binary64";
};
static_assert(std::numeric_limits<float>::is_iec559 && Format<float>::precision == 24);
static_assert(std::numeric_limits<double>::is_iec559 && Format<double>::precision == 53);

template <class Float>
[[nodiscard]] Rational from_binary(Float value) {
  if (!std::isfinite(value)) {
    const char* what = std::isnan(value) ? "NaN" : std::signbit(value) ? "-infinity" : "infinity";
    throw input_error(std::string(what) + " is not a finite number",
                      "only finite numbers have an exact value");
  }
  using F = Format<Float>;
  const auto bits = std::bit_cast<typename F::Bits>(value);
  constexpr typename F::Bits hidden = typename F::Bits{1} << (F::precision - 1);
  const std::uint64_t fraction = bits & (hidden - 1);
  const auto magnitude = static_cast<typename F::Bits>(bits << 1U) >> 1U;
  const int field = static_cast<int>(magnitude >> (F::precision - 1));
  // Exponent fields 0 (subnormal, no hidden bit) and 1 share their last place.
  const Rational size = field == 0
                            ? dyadic(Integer(fraction), F::smallest_place)
                            : dyadic(Integer(fraction | hidden), F::smallest_place + field - 1);
  return std::signbit(value) ? Rational(-size) : size;
}

/// The e with 2^e <= n/d < 2^(e+1), for positive n and d.
[[nodiscard]] long binary_exponent(const Integer& n, const Integer& d) {
  const long e = static_cast<long>(msb(n)) - static_cast<long>(msb(d));
  const bool too_large =
      e >= 0 ? n < (d << static_cast<std::size_t>(e)) : (n << static_cast<std::size_t>(-e)) < d;
  return too_large ? e - 1 : e;
}

/// The integer nearest to (n/d)·2^-place, ties to even.
[[nodiscard]] Integer rounded_mantissa(const Integer& n, const Integer& d, long place) {
  const Integer dividend = place < 0 ? Integer(n << static_cast<std::size_t>(-place)) : n;
  const Integer divisor = place > 0 ? Integer(d << static_cast<std::size_t>(place)) : d;
  Integer quotient;
  Integer remainder;
  divide_qr(dividend, divisor, quotient, remainder);
  remainder <<= 1U;
  if (remainder > divisor || (remainder == divisor && bit_test(quotient, 0))) ++quotient;
  return quotient;
}

template <class Float>
[[noreturn]] void fail_overflow(const Rational& q) {
  throw input_error(to_decimal(q) + " is too large for a " + Format<Float>::name + " number",
                    "use a smaller number or a wider number format");
}

template <class Float>
[[nodiscard]] Float to_binary(const Rational& q) {
  using F = Format<Float>;
  if (sign_of(q) == 0) return 0;
  const Integer n = abs(numerator_of(q));
  const Integer d = denominator_of(q);
  const long exponent = binary_exponent(n, d);
  if (exponent > F::largest_exponent) fail_overflow<Float>(q);
  const long place = std::max<long>(exponent - (F::precision - 1), F::smallest_place);
  // Far below the subnormals the shift stays small: such numbers round to zero.
  if (exponent < F::smallest_place - 1) return sign_of(q) < 0 ? -Float{0} : Float{0};
  const auto mantissa = static_cast<std::uint64_t>(rounded_mantissa(n, d, place));
  const Float size = std::ldexp(static_cast<Float>(mantissa), static_cast<int>(place));
  if (std::isinf(size)) fail_overflow<Float>(q);
  return sign_of(q) < 0 ? -size : size;
}

}  // namespace

Rational from_binary32(float value) { return from_binary(value); }
Rational from_binary64(double value) { return from_binary(value); }
float to_binary32(const Rational& q) { return to_binary<float>(q); }
double to_binary64(const Rational& q) { return to_binary<double>(q); }

}  // namespace isthmus

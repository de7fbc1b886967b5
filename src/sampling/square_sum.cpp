// What is exact here: the product of two numbers of 24 digits has 48 and fits a double; scaling by
// a power of two changes no digit; a double below 2^126 without a fraction becomes the same
// integer, which the way back confirms. If any of that fails, the square is taken as a fraction.
#include "sampling/square_sum.hpp"

#include "isthmus/exact/binary.hpp"

namespace isthmus::sampling {
namespace {

constexpr unsigned places = 104;
constexpr double scale = 0x1p104;
constexpr double limit = 0x1p126;

}  // namespace

void SquareSum::put(double x, int sign) {
  const double scaled = x * x * scale;
  if (!(scaled < limit)) return put_rest(x, sign);
  const bool short_enough = static_cast<double>(static_cast<float>(x)) == x;
  const auto units = static_cast<flow::Int128>(scaled);
  flow::Int128 sum = 0;
  const bool exact = short_enough && static_cast<double>(units) == scaled &&
                     (units != 0 || x == 0) &&
                     !__builtin_add_overflow(units_, sign < 0 ? -units : units, &sum);
  if (!exact) return put_rest(x, sign);
  units_ = sum;
}

void SquareSum::put_rest(double x, int sign) {
  const Rational value = from_binary64(x);
  rest_ += sign * value * value;
  has_rest_ = true;
}

Rational SquareSum::value() const {
  return Rational(flow::to_integer(units_), Integer(1) << places) + rest_;
}

}  // namespace isthmus::sampling

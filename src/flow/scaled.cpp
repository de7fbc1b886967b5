#include "flow/scaled.hpp"

namespace isthmus::flow {
namespace {

Integer least_common_denominator(const std::vector<Rational>& given) {
  Integer common = 1;
  for (const Rational& q : given) {
    const Integer denominator = denominator_of(q);
    if (denominator == 1 || denominator == common) continue;
    common = boost::multiprecision::lcm(common, denominator);
  }
  return common;
}

}  // namespace

ScaledData scale(const std::vector<Rational>& given) {
  ScaledData scaled;
  scaled.denominator = least_common_denominator(given);
  scaled.values.reserve(given.size());
  for (const Rational& q : given) {
    Integer value = numerator_of(q);
    if (scaled.denominator != 1) value *= Integer(scaled.denominator / denominator_of(q));
    scaled.values.push_back(std::move(value));
  }
  return scaled;
}

template <>
std::int64_t from_integer<std::int64_t>(const Integer& n) {
  static const Integer limit = Integer(1) << 62;
  if (n > limit || n < -limit) throw Overflow{};
  return static_cast<std::int64_t>(n);
}

template <>
Int128 from_integer<Int128>(const Integer& n) {
  static const Integer limit = Integer(1) << 125;
  if (n > limit || n < -limit) throw Overflow{};
  const Integer magnitude = abs(n);
  const Integer low_mask = (Integer(1) << 62) - 1;
  const auto high = static_cast<std::int64_t>(Integer(magnitude >> 62));
  const auto low = static_cast<std::int64_t>(Integer(magnitude & low_mask));
  const Int128 value = (Int128{high} << 62) + low;
  return n < 0 ? -value : value;
}

Integer to_integer(std::int64_t n) { return Integer(n); }

Integer to_integer(Int128 n) {
  const Int128 magnitude = n < 0 ? -n : n;
  const Int128 low_mask = (Int128{1} << 62) - 1;
  Integer value = Integer(static_cast<std::int64_t>(magnitude >> 62)) << 62;
  value += static_cast<std::int64_t>(magnitude & low_mask);
  return n < 0 ? Integer(-value) : value;
}

}  // namespace isthmus::flow

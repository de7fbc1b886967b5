#include "flow/scaled.hpp"

#include <string>

#include "isthmus/error.hpp"

namespace isthmus::flow {
namespace {

__extension__ typedef unsigned __int128 Unsigned128;

const Integer all_ones = (Integer(1) << 64) - 1;

// Denominators without common factors multiply up; a few long numbers are fine.
void check_size(const Integer& denominator, std::size_t count) {
  constexpr std::size_t bits_allowed = std::size_t{1} << 33;
  const std::size_t bits = msb(denominator) + 1;
  if (bits <= bits_allowed / (count + 1)) return;
  throw limit_error("the numbers have no common denominator of reasonable size: it takes over " +
                        std::to_string(bits - 1) + " bits, for " + std::to_string(count) +
                        " numbers",
                    "use numbers with smaller or more similar denominators");
}

Integer least_common_denominator(const std::vector<Rational>& given) {
  Integer common = 1;
  for (const Rational& q : given) {
    const Integer denominator = denominator_of(q);
    if (denominator == 1 || denominator == common) continue;
    common = boost::multiprecision::lcm(common, denominator);
    check_size(common, given.size());
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
  const auto high = static_cast<std::uint64_t>(Integer(magnitude >> 64));
  const auto low = static_cast<std::uint64_t>(Integer(magnitude & all_ones));
  const auto value = static_cast<Int128>(Unsigned128{high} << 64 | low);
  return n < 0 ? -value : value;
}

template <>
Int256 from_integer<Int256>(const Integer& n) {
  static const Integer limit = Integer(1) << 253;
  if (n > limit || n < -limit) throw Overflow{};
  Integer rest = abs(n);
  Int256::Words words{};
  for (std::uint64_t& word : words) {
    word = static_cast<std::uint64_t>(Integer(rest & all_ones));
    rest >>= 64;
  }
  return n < 0 ? -Int256(words) : Int256(words);
}

// All but the low bits repeat the sign; two bits are left for sums.
template <>
std::int64_t from_wide<std::int64_t>(const Int256& n) {
  const auto low = static_cast<std::int64_t>(n.words()[0]);
  const std::int64_t limit = std::int64_t{1} << 62;
  if (n != Int256(low) || low > limit || low < -limit) throw Overflow{};
  return low;
}

template <>
Int128 from_wide<Int128>(const Int256& n) {
  const auto& words = n.words();
  const std::uint64_t sign = n.negative() ? ~std::uint64_t{0} : 0;
  const auto high = static_cast<std::int64_t>(words[1]);
  const std::int64_t limit = std::int64_t{1} << 61;
  const bool extended = words[2] == sign && words[3] == sign && (high < 0) == n.negative();
  if (!extended || high >= limit || high < -limit) throw Overflow{};
  return static_cast<Int128>(Unsigned128{words[1]} << 64 | words[0]);
}

Integer to_integer(std::int64_t n) { return Integer(n); }

Integer to_integer(Int128 n) {
  // Negating the unsigned value is defined for every n, the least one included.
  const Unsigned128 magnitude = n < 0 ? -static_cast<Unsigned128>(n) : static_cast<Unsigned128>(n);
  Integer value = static_cast<std::uint64_t>(magnitude >> 64);
  value <<= 64;
  value += static_cast<std::uint64_t>(magnitude);
  return n < 0 ? Integer(-value) : value;
}

}  // namespace isthmus::flow

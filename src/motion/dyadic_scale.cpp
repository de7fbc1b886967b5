#include "motion/dyadic_scale.hpp"

#include <cmath>

namespace isthmus::motion {
namespace {

Integer shifted(const Integer& n, long by) {
  return by >= 0 ? Integer(n << static_cast<unsigned>(by))
                 : Integer(n >> static_cast<unsigned>(-by));
}

long length(const Integer& n) { return static_cast<long>(msb(n)) + 1; }

/// The same number with a mantissa of `bits` bits, cut off.
Dyadic trimmed(const Integer& mantissa, long exponent, unsigned bits) {
  const long surplus = length(mantissa) - static_cast<long>(bits);
  return {shifted(mantissa, -surplus), exponent + surplus};
}

double log2_of(const Integer& n) {
  const long surplus = length(n) - 60;
  return std::log2(shifted(n, -surplus).convert_to<double>()) + static_cast<double>(surplus);
}

}  // namespace

Dyadic power_of_two(double logarithm, unsigned bits) {
  const double whole = std::floor(logarithm);
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(std::exp2(logarithm - whole), 52));
  return trimmed(Integer(mantissa), static_cast<long>(whole) - 52, bits);
}

Dyadic nudged(const Dyadic& z, double relative, unsigned bits) {
  int exponent = 0;
  const double fraction = std::frexp(relative, &exponent);
  const auto digits = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  const Integer change = shifted(abs(Integer(z.mantissa * digits)), exponent - 53);
  const Integer moved = relative < 0 ? Integer(z.mantissa - change) : Integer(z.mantissa + change);
  return trimmed(moved, z.exponent, bits);
}

Rational to_rational(const Dyadic& z) {
  if (z.exponent >= 0) return Rational(shifted(z.mantissa, z.exponent));
  return Rational(z.mantissa, shifted(Integer(1), -z.exponent));
}

double log2_of(const Rational& q) { return log2_of(numerator_of(q)) - log2_of(denominator_of(q)); }

double to_double(const Integer& n, long shift) {
  if (n == 0) return 0;
  const Integer size = abs(n);
  const long surplus = length(size) - 60;
  const double lead = shifted(size, -surplus).convert_to<double>();
  const double value = std::ldexp(lead, static_cast<int>(surplus - shift));
  return n < 0 ? -value : value;
}

std::vector<Integer> flows_below(const OrbitLaws& laws, const std::vector<Dyadic>& z, long shift) {
  const Dyadic one;
  const auto at = [&](std::uint32_t v) -> const Dyadic& {
    return v == OrbitLaws::held ? one : z[v];
  };
  std::vector<Integer> flows;
  flows.reserve(laws.links.size());
  for (const OrbitLink& link : laws.links) {
    Integer above = numerator_of(link.x) * at(link.head).mantissa;
    Integer below = denominator_of(link.x) * at(link.tail).mantissa;
    const long power = at(link.head).exponent - at(link.tail).exponent + shift;
    if (power >= 0) above <<= static_cast<unsigned>(power);
    if (power < 0) below <<= static_cast<unsigned>(-power);
    flows.push_back(above / below);
  }
  return flows;
}

}  // namespace isthmus::motion

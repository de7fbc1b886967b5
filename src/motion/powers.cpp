#include "motion/powers.hpp"

namespace isthmus::motion {

Rational times_power_of_four(const Rational& q, std::int64_t n) {
  if (n == 0 || q == 0) return q;
  const Integer factor = Integer(1) << static_cast<unsigned>(2 * (n < 0 ? -n : n));
  return n < 0 ? Rational(q / factor) : Rational(q * factor);
}

// With a and b the places of the leading digits of numerator and denominator, 2^(a−b−1) < q <
// 2^(a−b+1): the answer is one of two or three numbers.
std::int64_t ceil_log4(const Rational& q) {
  const auto above = static_cast<std::int64_t>(msb(numerator_of(q)));
  const auto below = static_cast<std::int64_t>(msb(denominator_of(q)));
  const std::int64_t place = above - below - 1;
  std::int64_t n = place >= 0 ? place / 2 : -((-place + 1) / 2);
  while (times_power_of_four(Rational(1), n) < q) ++n;
  return n;
}

std::int64_t ceil_log16(const Rational& q) {
  const std::int64_t n = ceil_log4(q);
  return n >= 0 ? (n + 1) / 2 : -(-n / 2);
}

FourFree without_fours(const Rational& q) {
  const auto above = static_cast<std::int64_t>(lsb(numerator_of(q)));
  const auto below = static_cast<std::int64_t>(lsb(denominator_of(q)));
  const std::int64_t twos = above - below;
  const std::int64_t n = twos >= 0 ? twos / 2 : -((1 - twos) / 2);
  return {times_power_of_four(q, -n), n};
}

}  // namespace isthmus::motion

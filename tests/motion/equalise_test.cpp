#include "motion/equalise.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "motion/powers.hpp"
#include "support/random_network.hpp"

namespace isthmus::motion {
namespace {

using test::Random;

std::size_t least_after(const std::vector<Rational>& x, const std::vector<std::int64_t>& d) {
  std::vector<Rational> y;
  for (std::size_t i = 0; i < x.size(); ++i) y.push_back(times_power_of_four(x[i], d[i]));
  return count_least(y);
}

// The most that are least, over exponents with sum 0 in a box.
std::size_t most_in_box(const std::vector<Rational>& x, int reach) {
  std::vector<std::int64_t> d(x.size(), -reach);
  std::size_t most = 0;
  for (;;) {
    if (std::accumulate(d.begin(), d.end(), std::int64_t{0}) == 0) {
      most = std::max(most, least_after(x, d));
    }
    std::size_t i = 0;
    while (i < d.size() && d[i] == reach) d[i++] = -reach;
    if (i == d.size()) return most;
    ++d[i];
  }
}

TEST_CASE("equalise: the most equal squares, against all exponents with sum 0") {
  Random random(31);
  std::size_t whole = 0;
  for (int i = 0; i < 300; ++i) {
    std::vector<Rational> x;
    const int odd = random.chance(50) ? 0 : 2;
    for (std::size_t n = 2 + random.below(3); n > 0; --n) {
      const Integer part = 1 + 2 * random.between(0, odd);
      x.push_back(Rational(part) / (Integer(1) << static_cast<unsigned>(random.between(0, 5))));
    }
    const Equalisation found = equalise(x);
    CHECK(std::accumulate(found.factors.begin(), found.factors.end(), std::int64_t{0}) == 0);
    CHECK(least_after(x, found.factors) == found.least);
    CHECK(found.least == most_in_box(x, 4));
    CHECK(found.least <= found.most);
    if (found.least == x.size()) ++whole;
  }
  CHECK(whole > 10);
}

TEST_CASE("powers: logarithms to the base 4 and 16 are exact") {
  for (int n = -6; n <= 6; ++n) {
    const Rational power = times_power_of_four(1, n);
    CHECK(ceil_log4(power) == n);
    CHECK(ceil_log4(power * Rational(1001, 1000)) == n + 1);
    CHECK(ceil_log4(power * Rational(999, 1000)) == n);
    CHECK(ceil_log16(power) == (n + 6) / 2 + (n % 2 != 0 ? 1 : 0) - 3);
    CHECK(without_fours(power * Rational(6, 5)).part == Rational(6, 5));
    CHECK(without_fours(power * Rational(6, 5)).exponent == n);
    CHECK(without_fours(power * Rational(3, 10)).part == Rational(6, 5));
    CHECK(without_fours(power * Rational(3, 10)).exponent == n - 1);
  }
}

}  // namespace
}  // namespace isthmus::motion

// 256-bit integers against unbounded ones, and fractions on a common power of two.
#include "isthmus/exact/dyadic_vector.hpp"

#include <doctest/doctest.h>

#include "support/random_network.hpp"

using namespace isthmus;
using test::Random;

namespace {

const Integer half_range = Integer(1) << 255;

/// Any length, either sign, with long runs of equal bits, where carries run far.
Int256 random_wide(Random& random) {
  Int256::Words words{};
  const std::uint64_t filler = random.chance(50) ? ~std::uint64_t{0} : 0;
  for (std::uint64_t& word : words) word = random.chance(50) ? filler : random.next();
  return Int256(words);
}

bool fits(const Integer& n) { return n >= -half_range && n < half_range; }

/// What the low 256 bits of n are as a signed number.
Integer wrapped(Integer n) {
  if (n >= half_range) n -= 2 * half_range;
  if (n < -half_range) n += 2 * half_range;
  return n;
}

TEST_CASE("sums, differences and order of 256-bit integers are those of integers") {
  Random random(51);
  std::size_t overflows = 0;
  for (int round = 0; round < 20000; ++round) {
    const Int256 a = random_wide(random);
    const Int256 b = random.chance(10) ? a : random_wide(random);
    const Integer x = to_integer(a);
    const Integer y = to_integer(b);
    Int256 sum = a;
    CHECK(add_overflows(sum, b) == !fits(x + y));
    CHECK(to_integer(sum) == wrapped(x + y));
    Int256 difference = a;
    CHECK(subtract_overflows(difference, b) == !fits(x - y));
    CHECK(to_integer(difference) == wrapped(x - y));
    CHECK((a < b) == (x < y));
    CHECK((a == b) == (x == y));
    CHECK((a > 0) == (x > 0));
    overflows += fits(x + y) ? 0 : 1;
  }
  CHECK(overflows > 1000);
}

TEST_CASE("small numbers keep their value") {
  for (const std::int64_t n : {0L, 1L, -1L, 12345L, -12345L, INT64_MAX, INT64_MIN}) {
    CHECK(to_integer(Int256(n)) == Integer(n));
  }
}

Rational power_of_two(int exponent) {
  const Integer power = Integer(1) << static_cast<unsigned>(std::abs(exponent));
  return exponent < 0 ? Rational(1) / Rational(power) : Rational(power);
}

TEST_CASE("dyadic fractions come back unchanged") {
  Random random(52);
  for (int round = 0; round < 500; ++round) {
    std::vector<Rational> numbers;
    for (int i = random.between(0, 6); i > 0; --i) {
      numbers.push_back(Rational(Integer(random.next() >> 8)) * random.between(-1, 1) *
                        power_of_two(random.between(-90, 90)));
    }
    const auto dyadic = to_dyadic(numbers);
    REQUIRE(dyadic.has_value());
    CHECK(to_rationals(*dyadic) == numbers);
  }
}

TEST_CASE("what has no common power of two or is too long is refused") {
  CHECK(!to_dyadic({Rational(1, 3)}));
  CHECK(!to_dyadic({Rational(5, 4), Rational(1, 6)}));
  CHECK(to_dyadic({power_of_two(249)}).has_value());
  CHECK(!to_dyadic({power_of_two(250)}));
  CHECK(to_dyadic({power_of_two(-150), power_of_two(99)}).has_value());
  CHECK(!to_dyadic({power_of_two(-150), power_of_two(100)}));
  CHECK(to_dyadic({power_of_two(-5000)}).has_value());
  CHECK(to_dyadic({})->values.empty());
}

}  // namespace

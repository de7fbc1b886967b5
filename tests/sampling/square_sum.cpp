// Exact sums of squares against fractions, with terms of every size.
#include "sampling/square_sum.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "isthmus/exact/binary.hpp"
#include "support/random_network.hpp"

using namespace isthmus;
using isthmus::sampling::SquareSum;

namespace {

/// A double of the given size: with 24 digits or with 53.
double random_double(test::Random& random, int low, int high, bool short_one) {
  const double fraction = static_cast<double>(random.next() >> 11) * 0x1p-53;
  const double value = std::ldexp(fraction, random.between(low, high));
  return short_one ? static_cast<double>(static_cast<float>(value)) : value;
}

void check_sums(int low, int high, bool short_ones) {
  test::Random random(static_cast<std::uint64_t>(high - low) * 2 + (short_ones ? 1 : 0));
  SquareSum sum;
  for (int round = 0; round < 40; ++round) {
    sum.clear();
    Rational expected = 0;
    for (int term = 0; term < 30; ++term) {
      const double x = random_double(random, low, high, short_ones);
      const Rational exact = from_binary64(x);
      const bool plus = random.chance(50);
      plus ? sum.add(x) : sum.subtract(x);
      expected += (plus ? 1 : -1) * exact * exact;
      CHECK(sum.value() == expected);
      CHECK(sum.sign() == sign_of(expected));
    }
  }
}

}  // namespace

TEST_CASE("sums are exact for weights of ordinary size, tiny and huge ones") {
  for (const bool short_ones : {true, false}) {
    check_sums(-6, 2, short_ones);
    check_sums(-40, -20, short_ones);
    check_sums(-140, 9, short_ones);
    check_sums(8, 20, short_ones);
    check_sums(-1060, 1000, false);
  }
}

TEST_CASE("what nearly cancels keeps its sign") {
  SquareSum sum;
  const double one = 1;
  const double above = 1 + 0x1p-23;
  sum.add(above);
  sum.subtract(one);
  CHECK(sum.sign() == 1);
  CHECK(sum.value() ==
        Rational(Integer(1), Integer(1) << 22U) + Rational(Integer(1), Integer(1) << 46U));
  sum.subtract(above);
  sum.add(one);
  CHECK(sum.sign() == 0);
  sum.subtract(std::numeric_limits<double>::denorm_min());
  CHECK(sum.sign() == -1);
  sum.clear();
  CHECK(sum.sign() == 0);
  CHECK(sum.value() == 0);
}

TEST_CASE("many large terms do not overflow") {
  SquareSum sum;
  for (int i = 0; i < 20; ++i) sum.add(2047);
  for (int i = 0; i < 19; ++i) sum.subtract(2047);
  CHECK(sum.value() == 2047 * 2047);
}

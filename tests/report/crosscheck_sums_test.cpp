// Plain loops in float and double against their simulation and against the proved bound.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "isthmus/exact/binary.hpp"
#include "report/crosscheck/plain_sums.hpp"

namespace isthmus {
namespace {

template <class Float>
Float plain_loop(const std::vector<Float>& weights, const std::vector<bool>& minus) {
  Float plus_sum = 0;
  Float minus_sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Float square = weights[i] * weights[i];
    (minus[i] ? minus_sum : plus_sum) += square;
  }
  return plus_sum - minus_sum;
}

/// Every error of a plain loop, backwards too, is within the bound, and the loop is simulated to
/// the last bit.
template <class Float>
void check_loops(NumberType type, unsigned seed) {
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = 1 + random() % 40;
    const int spread = static_cast<int>(random() % 20);
    std::vector<Float> weights;
    std::vector<bool> minus;
    std::vector<SquareTerm> terms;
    for (std::size_t i = 0; i < count; ++i) {
      std::normal_distribution<double> normal;
      const double scale =
          round % 10 == 0 ? 1e-22 : std::ldexp(1.0, -static_cast<int>(random() % (spread + 1U)));
      weights.push_back(static_cast<Float>(normal(random) * scale));
      minus.push_back(random() % 2 == 0);
      terms.push_back({from_binary64(static_cast<double>(weights.back())), minus.back()});
    }
    const Float computed = plain_loop(weights, minus);
    const PlainSum simulated = plain_sum(type, terms);
    CHECK(simulated.value == static_cast<double>(computed));
    const Rational error =
        abs(Rational(from_binary64(static_cast<double>(computed)) - exact_sum(terms)));
    const auto bound = sum_error_bound(type, terms);
    REQUIRE(bound);
    CHECK(error <= *bound);
    std::reverse(weights.begin(), weights.end());
    std::reverse(minus.begin(), minus.end());
    const Float backwards = plain_loop(weights, minus);
    CHECK(abs(Rational(from_binary64(static_cast<double>(backwards)) - exact_sum(terms))) <=
          *bound);
  }
}

TEST_CASE("plain loops stay within the bound, in float and double") {
  check_loops<float>(NumberType::binary32, 1);
  check_loops<double>(NumberType::binary64, 2);
}

TEST_CASE("the bound is not wasteful: a sum of equal squares uses a good part of it") {
  // 1 + n·2^-24, added up in float32 from 1 on, loses every small square.
  std::vector<SquareTerm> terms = {{Rational(1), false}};
  for (int i = 0; i < 100; ++i) terms.push_back({Rational(1, 4096), false});
  const PlainSum sum = plain_sum(NumberType::binary32, terms);
  const Rational error = abs(Rational(from_binary64(sum.value) - exact_sum(terms)));
  const auto bound = sum_error_bound(NumberType::binary32, terms);
  CHECK(error * 2 >= *bound);
  CHECK(error <= *bound);
}

TEST_CASE("weights that are no numbers of the type add the effect of rounding them") {
  const std::vector<SquareTerm> terms = {{Rational(1, 3), false}, {Rational(1, 7), true}};
  const auto bound = sum_error_bound(NumberType::binary16, terms);
  const PlainSum sum = plain_sum(NumberType::binary16, terms);
  CHECK(abs(Rational(from_binary64(sum.value) - exact_sum(terms))) <= *bound);
  // 1 + 0.99u becomes 1: an error of 1.98u in the square, more than one rounding.
  const Rational nearly = 1 + Rational(99, 100) * FloatGrid(NumberType::binary16).unit_roundoff();
  const auto of_one = sum_error_bound(NumberType::binary16, {{nearly, false}});
  CHECK(plain_sum(NumberType::binary16, {{nearly, false}}).value == 1);
  CHECK(nearly * nearly - 1 <= *of_one);
  CHECK(!sum_error_bound(NumberType::binary16, {{Rational(100'000), false}}));
}

}  // namespace
}  // namespace isthmus

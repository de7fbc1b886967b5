// Confidence intervals against sums of binomial probabilities in exact fractions, and the promise
// itself: the probability, summed exactly, that the interval covers the truth.
#include "isthmus/sampling/interval.hpp"

#include <doctest/doctest.h>

#include <map>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

Rational power(const Rational& q, std::uint64_t n) {
  Rational result = 1;
  for (std::uint64_t i = 0; i < n; ++i) result *= q;
  return result;
}

/// P(from <= Binomial(n, p) <= to).
Rational binomial(std::uint64_t n, const Rational& p, std::uint64_t from, std::uint64_t to) {
  Rational sum = 0;
  Rational choose = 1;
  for (std::uint64_t j = 0; j <= to; ++j) {
    if (j >= from) sum += choose * power(p, j) * power(1 - p, n - j);
    choose = choose * Rational(n - j) / Rational(j + 1);
  }
  return sum;
}

const Rational confidences[] = {Rational(1, 2), Rational(19, 20), Rational(99, 100),
                                Rational(999'999, 1'000'000)};

/// The inaccuracy that is allowed.
Rational little(std::uint64_t hits, std::uint64_t trials) {
  return Rational(Integer(hits), Integer(trials) << 23U);
}

}  // namespace

TEST_CASE("both ends are where the exact tails reach the risk") {
  for (const Rational& confidence : confidences) {
    const Rational risk = (1 - confidence) / 2;
    for (std::uint64_t n = 1; n <= 11; ++n) {
      for (std::uint64_t k = 0; k <= n; ++k) {
        CAPTURE(n);
        CAPTURE(k);
        const auto [lower, upper] = clopper_pearson({k, n}, confidence);
        if (k == 0) {
          CHECK(lower == 0);
        } else {
          CHECK(binomial(n, lower, k, n) <= risk);
          CHECK(binomial(n, lower + little(k, n), k, n) > risk);
        }
        if (k == n) {
          CHECK(upper == 1);
        } else {
          CHECK(binomial(n, upper, 0, k) <= risk);
          CHECK(binomial(n, upper - little(k + 1, n), 0, k) > risk);
        }
      }
    }
  }
}

TEST_CASE("whatever the truth, it is covered with the probability promised") {
  for (const Rational& confidence : confidences) {
    for (const std::uint64_t n : {1U, 4U, 20U}) {
      for (int percent = 1; percent < 100; percent += 7) {
        const Rational p(percent, 100);
        Rational covered = 0;
        for (std::uint64_t k = 0; k <= n; ++k) {
          const auto [lower, upper] = clopper_pearson({k, n}, confidence);
          if (lower <= p && p <= upper) covered += binomial(n, p, k, k);
        }
        CHECK(covered >= confidence);
      }
    }
  }
}

TEST_CASE("closed forms at the ends: none of n, all of n") {
  // 1 - upper = risk^(1/n) for no hit at all.
  const std::uint64_t n = 1000;
  const Rational risk(1, 200);
  const auto none = clopper_pearson({0, n}, Rational(99, 100));
  CHECK(none.lower == 0);
  CHECK(power(1 - none.upper, n) <= risk);
  CHECK(power(1 - none.upper + Rational(1, Integer(1) << 23U), n) > risk);
  const auto all = clopper_pearson({n, n}, Rational(99, 100));
  CHECK(all.upper == 1);
  CHECK(abs(Rational(1 - none.upper - all.lower)) < little(1, 1));
}

TEST_CASE("hits and misses mirror each other; more trials narrow the interval") {
  Rational last_width = 1;
  for (const std::uint64_t n : {10U, 100U, 10'000U, 1'000'000U, 1'000'000'000U}) {
    const auto few = clopper_pearson({n / 5, n}, Rational(99, 100));
    const auto many = clopper_pearson({n - n / 5, n}, Rational(99, 100));
    CHECK(abs(Rational(1 - many.upper - few.lower)) < Rational(1, 8'000'000));
    CHECK(few.lower < Rational(1, 5));
    CHECK(few.upper > Rational(1, 5));
    CHECK(few.upper - few.lower < last_width);
    last_width = few.upper - few.lower;
  }
  // Two standard normal quantiles of 0.995 (2.575829) times sqrt(0.16/n).
  CHECK(last_width > Rational(65, 1'000'000));
  CHECK(last_width < Rational(66, 1'000'000));
}

TEST_CASE("no trials say nothing; more hits than trials are our bug") {
  CHECK(clopper_pearson({0, 0}, Rational(99, 100)).lower == 0);
  CHECK(clopper_pearson({0, 0}, Rational(99, 100)).upper == 1);
  CHECK_THROWS_AS(static_cast<void>(clopper_pearson({2, 1}, Rational(99, 100))), const Error&);
  CHECK_THROWS_AS(static_cast<void>(clopper_pearson({1, 1}, 1)), const Error&);
}

TEST_CASE("the expectation: one indicator, and the promise for a sum of two") {
  const Rational confidence(19, 20);
  const auto one = mean_interval({{3, 8}}, confidence);
  CHECK(one.lower == clopper_pearson({3, 8}, confidence).lower);
  CHECK(one.upper == clopper_pearson({3, 8}, confidence).upper);
  CHECK(mean_interval({}, confidence).upper == 0);

  // K = 2 with probability 1/4, 1 with 1/2: all samples of four draws, by their two counts.
  std::map<std::pair<int, int>, Rational> samples;
  for (int code = 0; code < 81; ++code) {
    Rational probability = 1;
    int one_or_more = 0;
    int two = 0;
    for (int i = 0, rest = code; i < 4; ++i, rest /= 3) {
      probability *= rest % 3 == 1 ? Rational(1, 2) : Rational(1, 4);
      one_or_more += rest % 3 > 0 ? 1 : 0;
      two += rest % 3 == 2 ? 1 : 0;
    }
    samples[{one_or_more, two}] += probability;
  }
  Rational covered = 0;
  for (const auto& [counts, probability] : samples) {
    const auto mean = mean_interval({{static_cast<std::uint64_t>(counts.first), 4},
                                     {static_cast<std::uint64_t>(counts.second), 4}},
                                    confidence);
    if (mean.lower <= 1 && 1 <= mean.upper) covered += probability;
  }
  CHECK(covered >= confidence);
}

TEST_CASE("a memory gives what the function gives") {
  Intervals intervals(Rational(19, 20));
  CHECK(intervals.of({2, 9}).lower == clopper_pearson({2, 9}, Rational(19, 20)).lower);
  CHECK(&intervals.of({2, 9}) == &intervals.of({2, 9}));
  CHECK(intervals.of({2, 9}).upper != intervals.of({2, 10}).upper);
}

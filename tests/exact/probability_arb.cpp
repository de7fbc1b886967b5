// Enclosures of probabilities against exact sums of fractions and closed forms with square roots.
#include "isthmus/exact/probability.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

bool contains(const Enclosure& e, const Rational& q) { return e.lower <= q && q <= e.upper; }

bool narrow(const Enclosure& e, unsigned bits) {
  return (e.upper - e.lower) * Rational(Integer(1) << bits) <= e.upper;
}

Rational power(const Rational& q, unsigned n) {
  Rational result = 1;
  for (unsigned i = 0; i < n; ++i) result *= q;
  return result;
}

/// P(Binomial(n, p) >= k) as a fraction: the oracle.
Rational binomial_tail(unsigned n, unsigned k, const Rational& p) {
  Rational sum = 0;
  Rational choose = 1;
  for (unsigned j = 0; j <= n; ++j) {
    if (j >= k) sum += choose * power(p, j) * power(1 - p, n - j);
    choose = choose * Rational(n - j) / Rational(j + 1);
  }
  return sum;
}

}  // namespace

TEST_CASE("whole parameters: tails of the binomial distribution, summed exactly") {
  for (unsigned n = 1; n <= 12; ++n) {
    for (unsigned k = 1; k <= n; ++k) {
      for (const Rational& p : {Rational(1, 7), Rational(1, 2), Rational(99, 100)}) {
        const Enclosure e = regularized_beta(p, k, n - k + 1);
        CAPTURE(n);
        CAPTURE(k);
        CHECK(contains(e, binomial_tail(n, k, p)));
        CHECK(narrow(e, 64));
      }
    }
  }
}

TEST_CASE("half-integer parameters: I_x(1, 1/2) = 1 - sqrt(1 - x), then the recurrence in a") {
  // I_x(a + 1, 1/2) = I_x(a, 1/2) - x^a·sqrt(1 - x) / (a·B(a, 1/2)), with B(1, 1/2) = 2 and
  // B(a + 1, 1/2) = B(a, 1/2)·a/(a + 1/2).
  for (const Rational& x : {Rational(1, 3), Rational(2, 3), Rational(30, 31)}) {
    const Enclosure root = sqrt_enclosure(1 - x, 200);
    Rational factor = 1;  // I_x(a, 1/2) = 1 - factor·sqrt(1 - x)
    Rational beta = 2;
    for (unsigned a = 1; a <= 20; ++a) {
      const Enclosure e = regularized_beta(x, a, Rational(1, 2), 80);
      CHECK(e.lower <= 1 - factor * root.lower);
      CHECK(e.upper >= 1 - factor * root.upper);
      CHECK(narrow(e, 80));
      factor += power(x, a) / (a * beta);
      beta *= Rational(a) / (Rational(a) + Rational(1, 2));
    }
  }
}

TEST_CASE("symmetry: I_x(a, b) + I_{1-x}(b, a) = 1, for large parameters too") {
  for (const int a : {1, 50, 3000, 1000000}) {
    for (const int b : {1, 50, 3000, 1000000}) {
      const Rational x(a, a + b);
      const Enclosure left = regularized_beta(x, a, b);
      const Enclosure right = regularized_beta(1 - x, b, a);
      CHECK(left.lower + right.lower <= 1);
      CHECK(left.upper + right.upper >= 1);
      CHECK(narrow(left, 64));
    }
  }
}

TEST_CASE("the ends, and what is too small to be told from 0") {
  CHECK(regularized_beta(0, 3, 4).upper == 0);
  CHECK(regularized_beta(1, 3, 4).lower == 1);
  const Enclosure tiny = regularized_beta(Rational(1, 1000), 500, Rational(1, 2));
  CHECK(tiny.lower == 0);
  CHECK(tiny.upper * Rational(Integer(1) << 1000) == 1);
  CHECK_THROWS_AS(static_cast<void>(regularized_beta(2, 1, 1)), const Error&);
  CHECK_THROWS_AS(static_cast<void>(regularized_beta(Rational(1, 2), 0, 1)), const Error&);
}

TEST_CASE("powers hold the exact power of both ends") {
  const Enclosure base{Rational(1, 3), Rational(2, 5)};
  for (const unsigned n : {0U, 1U, 2U, 7U, 60U}) {
    const Enclosure e = probability_power(base, n);
    CHECK(e.lower <= power(base.lower, n));
    CHECK(e.upper >= power(base.upper, n));
    CHECK(e.upper - power(base.upper, n) <= power(base.upper, n) / Rational(Integer(1) << 60U));
    CHECK(power(base.lower, n) - e.lower <= power(base.lower, n) / Rational(Integer(1) << 60U));
  }
  CHECK(probability_power({1, 1}, 1'000'000'000'000).lower == 1);
  CHECK(probability_power({0, Rational(1, 2)}, 1'000'000'000'000).upper ==
        probability_power({0, Rational(1, 2)}, 1000).upper);
  CHECK_THROWS_AS(static_cast<void>(probability_power({0, 2}, 2)), const Error&);
}

// Inertia against matrices whose eigenvalues are known, and one elimination against the other.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/exact/inertia.hpp"

namespace isthmus {
namespace {

RationalMatrix random_symmetric(std::mt19937& random, std::size_t n, int range) {
  RationalMatrix a(n, n);
  std::uniform_int_distribution<int> entry(-range, range);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) a(i, j) = a(j, i) = Rational(entry(random));
  }
  return a;
}

TEST_CASE("a path of n nodes has the eigenvalues 4 sin² of its angles: all between 0 and 4") {
  constexpr std::size_t n = 30;
  RationalMatrix a(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    a(i, i) = 2;
    if (i > 0) a(i, i - 1) = a(i - 1, i) = -1;
  }
  CHECK(inertia(a, 0) == Inertia{0, 0, n});
  CHECK(inertia(a, 4) == Inertia{n, 0, 0});
  CHECK(inertia(a, 2) == Inertia{n / 2, 0, n / 2});  // every pivot is 0 at first: fractions decide
  CHECK(!inertia_by_balls(a, 2));
  // 2 − 2cos(kπ/31) is not above 1 for kπ/31 <= π/3: k = 1 … 10.
  CHECK(inertia(a, 1) == Inertia{10, 0, 20});
}

TEST_CASE("multiple eigenvalues and zero matrices") {
  RationalMatrix ones(6, 6);
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) ones(i, j) = 1;
  }
  CHECK(inertia(ones, 0) == Inertia{0, 5, 1});
  CHECK(inertia(ones, 6) == Inertia{5, 1, 0});
  CHECK(inertia(RationalMatrix(4, 4), 0) == Inertia{0, 4, 0});
  CHECK(inertia(RationalMatrix(0, 0), 1) == Inertia{});
}

TEST_CASE("zeros on the diagonal need pivots of two") {
  RationalMatrix a(4, 4);
  a(0, 1) = a(1, 0) = 3;
  a(2, 3) = a(3, 2) = -1;
  a(0, 2) = a(2, 0) = 5;
  CHECK(inertia(a, 0) == Inertia{2, 0, 2});
}

TEST_CASE("the rank of FLINT, and both eliminations, agree on random matrices") {
  std::mt19937 random(7);
  std::size_t by_balls = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t n = 1 + random() % 7;
    const RationalMatrix a = random_symmetric(random, n, i % 3 == 0 ? 1 : 50);
    const Rational shift(static_cast<int>(random() % 7) - 3, i % 2 == 0 ? 1 : 7);
    const Inertia exact = inertia_by_fractions(a, shift);
    CHECK(exact.negative + exact.zero + exact.positive == n);
    RationalMatrix shifted = a;
    for (std::size_t j = 0; j < n; ++j) shifted(j, j) -= shift;
    CHECK(rank(shifted) == n - exact.zero);
    const Rational det = determinant(shifted);
    CHECK(sign_of(det) == (exact.zero > 0 ? 0 : exact.negative % 2 == 0 ? 1 : -1));
    if (const auto balls = inertia_by_balls(a, shift)) {
      ++by_balls;
      CHECK(*balls == exact);
    }
    CHECK(inertia(a, shift) == exact);
  }
  CHECK(by_balls > 100);
}

TEST_CASE("counts grow with the shift, and the trace is what the eigenvalues add up to") {
  std::mt19937 random(9);
  for (int i = 0; i < 20; ++i) {
    const std::size_t n = 2 + random() % 5;
    const RationalMatrix a = random_symmetric(random, n, 9);
    std::size_t before = 0;
    for (int t = -60; t <= 60; ++t) {
      const Inertia at = inertia(a, t);
      CHECK(at.negative >= before);
      before = at.negative + at.zero;
    }
    CHECK(before == n);
  }
}

TEST_CASE("the number of steps follows the zeros") {
  RationalMatrix diagonal(100, 100);
  for (std::size_t i = 0; i < 100; ++i) diagonal(i, i) = 1;
  CHECK(elimination_steps(diagonal) == 100);
  RationalMatrix full(10, 10);
  for (std::size_t i = 0; i < 10; ++i) {
    for (std::size_t j = 0; j < 10; ++j) full(i, j) = 1;
  }
  CHECK(elimination_steps(full) == 10 + 165);  // Σ k(k+1)/2 for k < 10
}

}  // namespace
}  // namespace isthmus

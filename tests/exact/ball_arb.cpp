// Enclosures of smallest eigenvalues, checked exactly: by Sylvester's law the number of negative
// pivots of an elimination of A - λI over the rationals is the number of eigenvalues below λ.
#include "isthmus/exact/ball.hpp"

#include <doctest/doctest.h>

#include <random>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

Rational power_of_two(int k) {
  const Integer power = Integer(1) << static_cast<unsigned>(k < 0 ? -k : k);
  return k < 0 ? Rational(Integer(1), power) : Rational(power);
}

/// Is A - λI positive definite, that is, λ smaller than every eigenvalue? Exact elimination.
bool is_below_spectrum(RationalMatrix a, const Rational& lambda) {
  const std::size_t n = a.rows();
  for (std::size_t i = 0; i < n; ++i) a(i, i) -= lambda;
  for (std::size_t k = 0; k < n; ++k) {
    if (sign_of(a(k, k)) <= 0) return false;
    for (std::size_t i = k + 1; i < n; ++i) {
      const Rational factor = a(i, k) / a(k, k);
      for (std::size_t j = k; j < n; ++j) a(i, j) -= factor * a(k, j);
    }
  }
  return true;
}

/// lower <= smallest eigenvalue <= upper, decided exactly, and the promised width.
void check_enclosure(const RationalMatrix& a, int bits) {
  const Enclosure e = smallest_eigenvalue(a, bits);
  CHECK(sign_of(e.lower) > 0);
  CHECK(e.lower <= e.upper);
  // A little below the lower end is below the spectrum, a little above the upper end is not; the
  // little covers an end that is an eigenvalue itself.
  const Rational little = e.upper * power_of_two(-400);
  CHECK(is_below_spectrum(a, e.lower - little));
  CHECK_FALSE(is_below_spectrum(a, e.upper + little));
  CHECK(e.upper - e.lower <= e.upper * power_of_two(-bits));
}

RationalMatrix diagonal(const std::vector<Rational>& entries) {
  RationalMatrix a(entries.size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) a(i, i) = entries[i];
  return a;
}

/// The Laplacian of a path with n inner nodes, both ends ground.
RationalMatrix path_laplacian(std::size_t n) {
  RationalMatrix a(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    a(i, i) = 2;
    if (i + 1 < n) a(i, i + 1) = a(i + 1, i) = -1;
  }
  return a;
}

/// GᵀG + shift·I for a random integer matrix G.
RationalMatrix random_definite(std::size_t n, std::uint32_t seed, const Rational& shift) {
  std::mt19937 random(seed);
  RationalMatrix g(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) g(i, j) = static_cast<int>(random() % 7) - 3;
  }
  RationalMatrix a(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) a(i, j) += g(k, i) * g(k, j);
    }
    a(i, i) += shift;
  }
  return a;
}

}  // namespace

TEST_CASE("one by one and diagonal matrices") {
  check_enclosure(diagonal({Rational(7)}), 40);
  check_enclosure(diagonal({5, 3, 11}), 40);
  check_enclosure(diagonal({3, 3, 3, 3}), 60);
  const Enclosure e = smallest_eigenvalue(diagonal({5, 3, 11}));
  CHECK(e.lower <= 3);
  CHECK(e.upper >= 3);
}

TEST_CASE("two by two with an irrational eigenvalue: (3 - sqrt 5)/2") {
  RationalMatrix a(2, 2);
  a(0, 0) = 2;
  a(0, 1) = a(1, 0) = 1;
  a(1, 1) = 1;
  check_enclosure(a, 40);
  check_enclosure(a, 300);
  const Enclosure e = smallest_eigenvalue(a);
  const Enclosure root = sqrt_enclosure(5, 200);
  CHECK(e.lower <= (3 - root.lower) / 2);
  CHECK(e.upper >= (3 - root.upper) / 2);
}

TEST_CASE("path Laplacians: 4 sin²(π / (2n + 2))") {
  for (const std::size_t n : {2U, 5U, 17U, 40U}) check_enclosure(path_laplacian(n), 40);
  // 2 - sqrt 3 for five nodes.
  const Enclosure e = smallest_eigenvalue(path_laplacian(5), 100);
  const Enclosure root = sqrt_enclosure(3, 200);
  CHECK(e.lower <= 2 - root.lower);
  CHECK(e.upper >= 2 - root.upper);
}

TEST_CASE("very ill-conditioned matrices need and get more precision") {
  const Rational tiny = 1 / Rational(boost::multiprecision::pow(Integer(10), 30));
  check_enclosure(diagonal({1, tiny}), 40);
  check_enclosure(diagonal({1, tiny, tiny * tiny, Rational(1) / tiny}), 40);
  RationalMatrix nearly_singular(2, 2);
  nearly_singular(0, 0) = 1 + tiny;
  nearly_singular(0, 1) = nearly_singular(1, 0) = nearly_singular(1, 1) = 1;
  check_enclosure(nearly_singular, 40);
  RationalMatrix hilbert(12, 12);
  for (std::size_t i = 0; i < 12; ++i) {
    for (std::size_t j = 0; j < 12; ++j) hilbert(i, j) = Rational(1, static_cast<int>(i + j + 1));
  }
  check_enclosure(hilbert, 40);
}

TEST_CASE("the residual counts: conditions at the edge of what a precision can do") {
  // Somewhere in this sweep the rounding error of the factorisation is as large as the distance of
  // the shift from the spectrum, for the first precision and for the second.
  Rational tiny = power_of_two(-40);
  for (int k = 0; k < 140; ++k) {
    tiny /= 2;
    RationalMatrix a(3, 3);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) a(i, j) = Rational(1, static_cast<int>(i + j + 1));
    }
    // Eliminating twice leaves the last pivot 7/3·tiny: the smallest eigenvalue is of that size.
    a(2, 2) = a(0, 2) * a(0, 2) + Rational(1, 12) + tiny * Rational(7, 3);
    a(1, 2) = a(2, 1) = Rational(1, 3) * Rational(1, 2) + Rational(1, 12);
    check_enclosure(a, 40);
  }
}

TEST_CASE("clusters and multiple smallest eigenvalues") {
  const Rational apart = power_of_two(-60);
  check_enclosure(diagonal({1, 1 + apart, 1 + 2 * apart, 2}), 40);
  check_enclosure(diagonal({1, 1 + apart, 1 + 2 * apart, 2}), 90);
  RationalMatrix star(6, 6);  // I + J with eigenvalues 1 (five times) and 7
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) star(i, j) = i == j ? 2 : 1;
  }
  check_enclosure(star, 50);
}

TEST_CASE("random definite matrices") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    check_enclosure(random_definite(3 + seed % 6, seed, Rational(1, 1000)), 40);
  }
}

TEST_CASE("without positive definiteness there is no answer") {
  const auto kind_of = [](const RationalMatrix& a) {
    try {
      static_cast<void>(smallest_eigenvalue(a));
    } catch (const Error& error) {
      return error.kind();
    }
    FAIL("an eigenvalue was claimed");
    return ErrorKind::bad_usage;
  };
  CHECK(kind_of(diagonal({1, 0})) == ErrorKind::limit_reached);
  CHECK(kind_of(diagonal({1, -2})) == ErrorKind::limit_reached);
  CHECK(kind_of(RationalMatrix(0, 0)) == ErrorKind::internal);
  CHECK(kind_of(RationalMatrix(2, 3)) == ErrorKind::internal);
  RationalMatrix lopsided = diagonal({1, 1});
  lopsided(0, 1) = Rational(1, 2);
  CHECK(kind_of(lopsided) == ErrorKind::internal);
}

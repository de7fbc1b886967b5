// Laws of linear algebra, and agreement with a plain elimination written here.
#include "isthmus/exact/matrix.hpp"

#include <doctest/doctest.h>

#include <random>
#include <utility>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

/// Random matrices of low rank too: entries in -3…3, some rows combinations of earlier ones.
RationalMatrix random_matrix(std::size_t rows, std::size_t cols, std::mt19937& random) {
  RationalMatrix a(rows, cols);
  const auto entry = [&] { return Rational(static_cast<int>(random() % 7) - 3, 1 + random() % 5); };
  for (std::size_t i = 0; i < rows; ++i) {
    const bool combined = i >= 2 && random() % 3 == 0;
    const Rational factor = entry();
    for (std::size_t j = 0; j < cols; ++j) {
      a(i, j) = combined ? Rational(a(i - 1, j) + factor * a(i - 2, j)) : entry();
    }
  }
  return a;
}

RationalMatrix product(const RationalMatrix& a, const RationalMatrix& b) {
  RationalMatrix c(a.rows(), b.cols());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < b.cols(); ++j) {
      for (std::size_t k = 0; k < a.cols(); ++k) c(i, j) += a(i, k) * b(k, j);
    }
  }
  return c;
}

void swap_rows(RationalMatrix& a, std::size_t i, std::size_t k) {
  for (std::size_t j = 0; j < a.cols(); ++j) std::swap(a(i, j), a(k, j));
}

struct Elimination {
  std::size_t rank = 0;
  Rational determinant = 1;  // of a square matrix
};

Elimination eliminate(RationalMatrix a) {
  Elimination result;
  for (std::size_t col = 0; col < a.cols(); ++col) {
    std::size_t pivot = result.rank;
    while (pivot < a.rows() && sign_of(a(pivot, col)) == 0) ++pivot;
    if (pivot == a.rows()) continue;
    if (pivot != result.rank) {
      swap_rows(a, pivot, result.rank);
      result.determinant = -result.determinant;
    }
    result.determinant *= a(result.rank, col);
    for (std::size_t i = result.rank + 1; i < a.rows(); ++i) {
      const Rational factor = a(i, col) / a(result.rank, col);
      for (std::size_t j = col; j < a.cols(); ++j) a(i, j) -= factor * a(result.rank, j);
    }
    ++result.rank;
  }
  if (result.rank < a.rows()) result.determinant = 0;
  return result;
}

/// All k-subsets of 0…n-1.
std::vector<std::vector<std::size_t>> subsets(std::size_t n, std::size_t k) {
  std::vector<std::vector<std::size_t>> result;
  for (unsigned mask = 0; mask < 1U << n; ++mask) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < n; ++i) {
      if (mask >> i & 1U) members.push_back(i);
    }
    if (members.size() == k) result.push_back(std::move(members));
  }
  return result;
}

/// The k-th determinantal divisor: the greatest common divisor of all k × k minors.
Integer gcd_of_minors(const IntegerMatrix& a, std::size_t k) {
  Integer divisor = 0;
  for (const auto& rows : subsets(a.rows(), k)) {
    for (const auto& cols : subsets(a.cols(), k)) {
      RationalMatrix minor(k, k);
      for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) minor(i, j) = a(rows[i], cols[j]);
      }
      divisor = gcd(divisor, numerator_of(eliminate(minor).determinant));
    }
  }
  return divisor;
}

}  // namespace

TEST_CASE("rank agrees with elimination, and rank plus nullity is the number of columns") {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const RationalMatrix a = random_matrix(random() % 7, random() % 7, random);
    CHECK(rank(a) == eliminate(a).rank);
    const RationalMatrix basis = kernel(a);
    CHECK(basis.rows() == a.cols());
    CHECK(rank(a) + basis.cols() == a.cols());
    CHECK(rank(basis) == basis.cols());
    CHECK(product(a, basis) == RationalMatrix(a.rows(), basis.cols()));
  }
}

TEST_CASE("determinant agrees with elimination and is multiplicative") {
  std::mt19937 random(2);
  for (int round = 0; round < 100; ++round) {
    const std::size_t n = random() % 7;
    const RationalMatrix a = random_matrix(n, n, random);
    const RationalMatrix b = random_matrix(n, n, random);
    CHECK(determinant(a) == eliminate(a).determinant);
    CHECK(determinant(product(a, b)) == determinant(a) * determinant(b));
  }
  CHECK_THROWS_AS(static_cast<void>(determinant(RationalMatrix(2, 3))), Error);
}

TEST_CASE("Smith invariants multiply to the determinantal divisors and divide one another") {
  std::mt19937 random(3);
  for (int round = 0; round < 150; ++round) {
    IntegerMatrix a(random() % 5, random() % 5);
    const int range = round % 2 == 0 ? 3 : 12;
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.cols(); ++j) {
        a(i, j) = static_cast<int>(random() % (2 * range + 1)) - range;
        if (i > 0 && random() % 4 == 0) a(i, j) = a(i - 1, j) * 2;
      }
    }
    const std::vector<Integer> invariants = smith_invariants(a);
    CHECK(invariants.size() == rank(a));
    Integer all = 1;
    for (std::size_t k = 0; k < invariants.size(); ++k) {
      CHECK(invariants[k] > 0);
      if (k > 0) CHECK(invariants[k] % invariants[k - 1] == 0);
      all *= invariants[k];
      CHECK(all == gcd_of_minors(a, k + 1));
    }
  }
}

TEST_CASE("a Smith form with torsion") {
  IntegerMatrix a(2, 3);  // diag(2, 6) up to a zero column
  a(0, 0) = 4;
  a(0, 1) = a(1, 0) = 2;
  a(1, 1) = -2;
  CHECK(smith_invariants(a) == std::vector<Integer>{2, 6});
}

TEST_CASE("matrices without rows or columns") {
  CHECK(rank(RationalMatrix(0, 4)) == 0);
  CHECK(rank(IntegerMatrix(3, 0)) == 0);
  CHECK(determinant(RationalMatrix(0, 0)) == 1);
  CHECK(smith_invariants(IntegerMatrix(0, 4)).empty());
  CHECK(smith_invariants(IntegerMatrix(4, 0)).empty());
  CHECK(kernel(RationalMatrix(4, 0)) == RationalMatrix(0, 0));
  RationalMatrix identity(3, 3);
  for (std::size_t i = 0; i < 3; ++i) identity(i, i) = 1;
  CHECK(kernel(RationalMatrix(0, 3)) == identity);
}

TEST_CASE("large entries survive the way to FLINT and back") {
  const Integer huge = boost::multiprecision::pow(Integer(7), 500);
  RationalMatrix a(2, 2);
  a(0, 0) = Rational(huge);
  a(0, 1) = Rational(Integer(1), huge);
  a(1, 0) = Rational(-huge);
  a(1, 1) = Rational(Integer(3), huge);
  CHECK(determinant(a) == 4);
  IntegerMatrix single(1, 1);
  single(0, 0) = -huge;
  CHECK(smith_invariants(single) == std::vector<Integer>{huge});
}

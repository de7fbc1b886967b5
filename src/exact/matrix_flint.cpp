// Linear algebra over Q and Z on dense matrices, by FLINT's integer matrices.
//
// A rational matrix is made integral first by multiplying each row with the least common
// denominator of its entries: that changes neither rank nor kernel, and multiplies the determinant
// by a known product. Matrices with no rows or no columns are answered without FLINT.
// Rejected: fmpq_mat (FLINT 2.9 has no rank there, and clears denominators itself).
#include "isthmus/exact/matrix.hpp"

#include <algorithm>

#include "exact/flint_types.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

[[nodiscard]] Integer common_denominator(const RationalMatrix& a, std::size_t row) {
  Integer common = 1;
  for (std::size_t j = 0; j < a.cols(); ++j) {
    common = boost::multiprecision::lcm(common, denominator_of(a(row, j)));
  }
  return common;
}

/// Integer multiples of the rows; `multiplier` is the product of all factors.
struct Cleared {
  IntegerMatrix matrix;
  Integer multiplier = 1;
};

[[nodiscard]] Cleared clear_denominators(const RationalMatrix& a) {
  Cleared cleared{IntegerMatrix(a.rows(), a.cols())};
  for (std::size_t i = 0; i < a.rows(); ++i) {
    const Integer factor = common_denominator(a, i);
    cleared.multiplier *= factor;
    for (std::size_t j = 0; j < a.cols(); ++j) {
      const Integer share = factor / denominator_of(a(i, j));
      cleared.matrix(i, j) = numerator_of(a(i, j)) * share;
    }
  }
  return cleared;
}

}  // namespace

std::size_t rank(const IntegerMatrix& a) {
  if (a.rows() == 0 || a.cols() == 0) return 0;
  FlintMatrix matrix(a);
  return static_cast<std::size_t>(fmpz_mat_rank(matrix.get()));
}

std::size_t rank(const RationalMatrix& a) { return rank(clear_denominators(a).matrix); }

RationalMatrix kernel(const RationalMatrix& a) {
  const std::size_t n = a.cols();
  if (n == 0) return {0, 0};
  FlintMatrix basis(n, n);
  std::size_t nullity = n;
  if (a.rows() == 0) {
    fmpz_mat_one(basis.get());
  } else {
    FlintMatrix matrix(clear_denominators(a).matrix);
    nullity = static_cast<std::size_t>(fmpz_mat_nullspace(basis.get(), matrix.get()));
  }
  RationalMatrix columns(n, nullity);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < nullity; ++j) columns(i, j) = to_integer(basis.at(i, j));
  }
  return columns;
}

Rational determinant(const RationalMatrix& a) {
  ensure(a.rows() == a.cols(), "a determinant is taken of a square matrix");
  if (a.rows() == 0) return 1;
  const Cleared cleared = clear_denominators(a);
  FlintMatrix matrix(cleared.matrix);
  FlintInteger value;
  fmpz_mat_det(value.get(), matrix.get());
  return Rational(to_integer(value.get()), cleared.multiplier);
}

std::vector<Integer> smith_invariants(const IntegerMatrix& a) {
  const std::size_t diagonal = std::min(a.rows(), a.cols());
  if (diagonal == 0) return {};
  FlintMatrix matrix(a);
  FlintMatrix form(a.rows(), a.cols());
  fmpz_mat_snf(form.get(), matrix.get());
  std::vector<Integer> invariants;
  for (std::size_t i = 0; i < diagonal && !fmpz_is_zero(form.at(i, i)); ++i) {
    invariants.push_back(to_integer(form.at(i, i)));
  }
  return invariants;
}

}  // namespace isthmus

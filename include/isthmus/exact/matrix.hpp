// Dense exact matrices and the linear algebra on them, computed by FLINT.
//
// Not part of the header-only number build (ISTHMUS_NUMBERS=boost), which has no FLINT.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// A dense rows × cols matrix in row-major order; a plain value.
template <class Number>
class Matrix {
 public:
  Matrix(std::size_t rows, std::size_t cols) : rows_(rows), cols_(cols), entries_(rows * cols) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t cols() const noexcept { return cols_; }

  /// Requires row < rows() and col < cols().
  [[nodiscard]] Number& operator()(std::size_t row, std::size_t col) {
    return entries_[row * cols_ + col];
  }
  [[nodiscard]] const Number& operator()(std::size_t row, std::size_t col) const {
    return entries_[row * cols_ + col];
  }

  friend bool operator==(const Matrix&, const Matrix&) = default;

 private:
  std::size_t rows_;
  std::size_t cols_;
  std::vector<Number> entries_;
};

using IntegerMatrix = Matrix<Integer>;
using RationalMatrix = Matrix<Rational>;

/// Rank over Q. Denominators are cleared row by row first (rows may be scaled freely).
[[nodiscard]] std::size_t rank(const RationalMatrix& a);
[[nodiscard]] std::size_t rank(const IntegerMatrix& a);

/// A basis of {x : a x = 0} as the columns of a cols × nullity matrix.
[[nodiscard]] RationalMatrix kernel(const RationalMatrix& a);

/// Determinant of a square matrix; 1 for the 0 × 0 matrix. Throws Error (internal) if not square.
[[nodiscard]] Rational determinant(const RationalMatrix& a);

/// The nonzero invariant factors d_1 | d_2 | … (all positive) of the Smith normal form over Z.
[[nodiscard]] std::vector<Integer> smith_invariants(const IntegerMatrix& a);

}  // namespace isthmus

// Owning wrappers of FLINT types and the conversions to our own; private to this room.
#pragma once

#include <gmp.h>

#include <flint/fmpz.h>
#include <flint/fmpz_mat.h>

#include <cstddef>

#include "isthmus/exact/matrix.hpp"

namespace isthmus {

/// An fmpz_t that frees itself.
class FlintInteger {
 public:
  FlintInteger() { fmpz_init(value_); }
  explicit FlintInteger(const Integer& n) : FlintInteger() {
    fmpz_set_mpz(value_, n.backend().data());
  }
  ~FlintInteger() { fmpz_clear(value_); }
  FlintInteger(const FlintInteger&) = delete;
  FlintInteger& operator=(const FlintInteger&) = delete;

  [[nodiscard]] fmpz* get() { return value_; }
  [[nodiscard]] const fmpz* get() const { return value_; }

 private:
  fmpz_t value_;
};

[[nodiscard]] inline Integer to_integer(const fmpz* n) {
  Integer result;
  fmpz_get_mpz(result.backend().data(), n);
  return result;
}

/// An fmpz_mat_t that frees itself; zero at first. Any size may be 0.
class FlintMatrix {
 public:
  FlintMatrix(std::size_t rows, std::size_t cols) {
    fmpz_mat_init(matrix_, static_cast<slong>(rows), static_cast<slong>(cols));
  }
  explicit FlintMatrix(const IntegerMatrix& a) : FlintMatrix(a.rows(), a.cols()) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.cols(); ++j) fmpz_set_mpz(at(i, j), a(i, j).backend().data());
    }
  }
  ~FlintMatrix() { fmpz_mat_clear(matrix_); }
  FlintMatrix(const FlintMatrix&) = delete;
  FlintMatrix& operator=(const FlintMatrix&) = delete;

  [[nodiscard]] fmpz_mat_struct* get() { return matrix_; }
  [[nodiscard]] fmpz* at(std::size_t row, std::size_t col) {
    return fmpz_mat_entry(matrix_, static_cast<slong>(row), static_cast<slong>(col));
  }

 private:
  fmpz_mat_t matrix_;
};

}  // namespace isthmus

// Owning wrappers of Arb types and the conversions to our own; private to this room.
//
// FLINT >= 3 contains Arb under flint/; Arb up to 2.23 installs headers of its own.
#pragma once

#include "exact/dyadic.hpp"
#include "exact/flint_types.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#include <flint/arb_mat.h>
#else
#include <arb.h>
#include <arb_mat.h>
#endif

#include "isthmus/error.hpp"

namespace isthmus {

/// An arb_t (a ball: a real midpoint and a radius) that frees itself; 0 at first.
class Ball {
 public:
  Ball() { arb_init(ball_); }
  ~Ball() { arb_clear(ball_); }
  Ball(const Ball& other) : Ball() { arb_set(ball_, other.ball_); }
  Ball& operator=(const Ball& other) {
    arb_set(ball_, other.ball_);
    return *this;
  }

  [[nodiscard]] arb_ptr get() { return ball_; }
  [[nodiscard]] arb_srcptr get() const { return ball_; }
  /// The midpoint, for arithmetic that keeps no error bounds.
  [[nodiscard]] arf_ptr mid() { return arb_midref(ball_); }
  [[nodiscard]] arf_srcptr mid() const { return arb_midref(ball_); }

 private:
  arb_t ball_;
};

/// An arf_t (a binary floating-point number of any precision) that frees itself; 0 at first.
class Float {
 public:
  Float() { arf_init(value_); }
  ~Float() { arf_clear(value_); }
  Float(const Float&) = delete;
  Float& operator=(const Float&) = delete;

  [[nodiscard]] arf_ptr get() { return value_; }

 private:
  arf_t value_;
};

/// An arb_mat_t that frees itself; zero at first.
class BallMatrix {
 public:
  BallMatrix(slong rows, slong cols) { arb_mat_init(matrix_, rows, cols); }
  ~BallMatrix() { arb_mat_clear(matrix_); }
  BallMatrix(const BallMatrix& other) : BallMatrix(other.rows(), other.cols()) {
    arb_mat_set(matrix_, other.matrix_);
  }
  BallMatrix& operator=(BallMatrix&& other) noexcept {
    arb_mat_swap(matrix_, other.matrix_);
    return *this;
  }

  [[nodiscard]] slong rows() const { return arb_mat_nrows(matrix_); }
  [[nodiscard]] slong cols() const { return arb_mat_ncols(matrix_); }
  [[nodiscard]] arb_mat_struct* get() { return matrix_; }
  [[nodiscard]] const arb_mat_struct* get() const { return matrix_; }
  [[nodiscard]] arb_ptr at(slong row, slong col) { return arb_mat_entry(matrix_, row, col); }
  [[nodiscard]] arb_srcptr at(slong row, slong col) const {
    return arb_mat_entry(matrix_, row, col);
  }

 private:
  arb_mat_t matrix_;
};

/// The dyadic rational equal to x. Throws Error (internal) if x is not finite.
[[nodiscard]] inline Rational to_rational(arf_srcptr x) {
  ensure(arf_is_finite(x) != 0, "the end of an enclosure is finite");
  FlintInteger mantissa;
  FlintInteger exponent;
  arf_get_fmpz_2exp(mantissa.get(), exponent.get(), x);
  return dyadic(to_integer(mantissa.get()), fmpz_get_si(exponent.get()));
}

/// A ball around q whose radius comes from rounding to `precision` bits.
inline void set_ball(arb_ptr ball, const Rational& q, slong precision) {
  const FlintInteger numerator(numerator_of(q));
  const FlintInteger denominator(denominator_of(q));
  arb_fmpz_div_fmpz(ball, numerator.get(), denominator.get(), precision);
}

}  // namespace isthmus

// Polynomials with integer coefficients in many variables, by FLINT; private to files *_flint.cpp.
#pragma once

#include <gmp.h>

#include <flint/fmpz.h>
#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_mpoly_factor.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// The ring Z[t_0, …, t_{n-1}]. Polynomials point to their ring, which must outlive them.
class Ring {
 public:
  explicit Ring(std::size_t variables) {
    fmpz_mpoly_ctx_init(context_, static_cast<slong>(variables), ORD_DEGLEX);
  }
  ~Ring() { fmpz_mpoly_ctx_clear(context_); }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  [[nodiscard]] const fmpz_mpoly_ctx_struct* context() const noexcept { return context_; }
  [[nodiscard]] std::size_t variables() const noexcept {
    return static_cast<std::size_t>(fmpz_mpoly_ctx_nvars(context_));
  }

 private:
  fmpz_mpoly_ctx_t context_;
};

/// A polynomial; a value. The two sides of an operation are of one ring.
class Polynomial {
 public:
  explicit Polynomial(const Ring& ring, long constant = 0);
  [[nodiscard]] static Polynomial variable(const Ring& ring, std::size_t index);
  Polynomial(const Polynomial& other);
  Polynomial(Polynomial&& other) noexcept;
  Polynomial& operator=(Polynomial other) noexcept;
  ~Polynomial() { fmpz_mpoly_clear(value_, ring_->context()); }

  [[nodiscard]] const Ring& ring() const noexcept { return *ring_; }
  [[nodiscard]] bool is_zero() const { return fmpz_mpoly_is_zero(value_, ring_->context()) != 0; }
  [[nodiscard]] bool is_one() const { return fmpz_mpoly_is_one(value_, ring_->context()) != 0; }
  [[nodiscard]] bool is_constant() const {
    return fmpz_mpoly_is_fmpz(value_, ring_->context()) != 0;
  }
  [[nodiscard]] std::size_t terms() const;
  [[nodiscard]] std::size_t degree(std::size_t variable) const;
  /// The polynomial in the other variables that stands before variable^power.
  [[nodiscard]] Polynomial coefficient(std::size_t variable, std::size_t power) const;
  /// Term `index` of terms(), highest first: its coefficient, and the power of every variable.
  [[nodiscard]] std::pair<Integer, std::vector<std::uint32_t>> term(std::size_t index) const;

  [[nodiscard]] Polynomial operator-() const;
  Polynomial& operator+=(const Polynomial& other);
  Polynomial& operator-=(const Polynomial& other);
  Polynomial& operator*=(const Polynomial& other);
  friend Polynomial operator+(Polynomial a, const Polynomial& b) { return a += b; }
  friend Polynomial operator-(Polynomial a, const Polynomial& b) { return a -= b; }
  friend Polynomial operator*(Polynomial a, const Polynomial& b) { return a *= b; }
  friend bool operator==(const Polynomial& a, const Polynomial& b) {
    return fmpz_mpoly_equal(a.value_, b.value_, a.ring_->context()) != 0;
  }

  /// The quotient, if there is one without remainder. Requires other ≠ 0.
  [[nodiscard]] std::optional<Polynomial> divided_by(const Polynomial& other) const;
  /// The same where it is known to exist; throws Error (internal) if not.
  [[nodiscard]] Polynomial exactly_by(const Polynomial& other) const;
  /// gcd(0, b) = ±b; the leading coefficient is positive.
  [[nodiscard]] static Polynomial gcd(const Polynomial& a, const Polynomial& b);
  /// The irreducible factors over Q that are no constants, each once, with integer coefficients
  /// without common divisor, the leading one positive. Of a nonzero polynomial.
  [[nodiscard]] std::vector<Polynomial> factors() const;
  /// h^degree(variable) times the value at variable = -q/h.
  [[nodiscard]] Polynomial at_fraction(std::size_t variable, const Polynomial& q,
                                       const Polynomial& h) const;
  [[nodiscard]] Integer at(const std::vector<Integer>& point) const;

 private:
  const Ring* ring_;
  fmpz_mpoly_t value_;
};

/// a/b in lowest terms, in place. Requires b ≠ 0.
void cancel(Polynomial& a, Polynomial& b);

}  // namespace isthmus

// Laurent polynomials in one variable ε with rational coefficients.
#pragma once

#include <map>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// Σ coefficients[e]·ε^e; no coefficient is 0, so equal polynomials have equal maps.
struct Laurent {
  std::map<int, Rational> coefficients;

  /// coefficient·ε^exponent, the zero polynomial if the coefficient is 0.
  [[nodiscard]] static Laurent monomial(const Rational& coefficient, int exponent = 0);

  [[nodiscard]] bool is_zero() const noexcept { return coefficients.empty(); }
  /// The coefficient of ε^exponent, which may be 0.
  [[nodiscard]] Rational operator[](int exponent) const;

  /// Adds factor·other; costs one step for each term of `other`.
  void add_multiple(const Rational& factor, const Laurent& other);
  Laurent& operator+=(const Laurent& other);
  Laurent& operator-=(const Laurent& other);

  friend bool operator==(const Laurent&, const Laurent&) = default;
};

[[nodiscard]] Laurent operator*(const Laurent& a, const Laurent& b);
[[nodiscard]] Laurent operator*(const Rational& factor, const Laurent& a);

/// The least exponent. Throws Error (internal) for the zero polynomial.
[[nodiscard]] int valuation(const Laurent& a);

/// Whether a = limit + O(ε): no negative exponent, and this constant term.
[[nodiscard]] bool tends_to(const Laurent& a, const Rational& limit);

/// The value at a number ε ≠ 0. Throws Error (internal) for ε = 0.
[[nodiscard]] Rational value_at(const Laurent& a, const Rational& epsilon);

}  // namespace isthmus

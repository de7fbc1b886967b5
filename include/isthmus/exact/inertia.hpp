// How many eigenvalues of a symmetric matrix are below, at and above a number, exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "isthmus/exact/matrix.hpp"

namespace isthmus {

/// Numbers of negative, zero and positive eigenvalues, with multiplicity.
struct Inertia {
  std::size_t negative = 0;
  std::size_t zero = 0;
  std::size_t positive = 0;

  friend bool operator==(const Inertia&, const Inertia&) = default;
};

/// The inertia of a - shift·I: how many eigenvalues of `a` are below, at and above `shift`. Proved,
/// by ball arithmetic where that decides, else by elimination of fractions. Zeros of the matrix
/// save work. Requires a symmetric matrix (Error, internal, otherwise). At most O(n³) operations.
[[nodiscard]] Inertia inertia(const RationalMatrix& a, const Rational& shift);

/// Only by elimination of fractions: the numbers grow with n, so this is for small matrices.
[[nodiscard]] Inertia inertia_by_fractions(const RationalMatrix& a, const Rational& shift);

/// Only by balls of at most `largest_precision` bits; nothing if they leave the sign of a pivot
/// open, or if this build has no ball arithmetic.
[[nodiscard]] std::optional<Inertia> inertia_by_balls(const RationalMatrix& a,
                                                      const Rational& shift,
                                                      long largest_precision = 4096);

/// The number of multiplications that one elimination of `a` takes, from where its zeros are.
[[nodiscard]] std::uint64_t elimination_steps(const RationalMatrix& a);

}  // namespace isthmus

// Arithmetic of polynomials in the entries of a matrix, with nothing but maps and rationals.
#pragma once

#include <cstddef>
#include <cstdint>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/pattern/evidence.hpp"

namespace isthmus {

/// Terms strictly increase by their powers, compared as words, no coefficient is 0; within a term
/// (row, column) strictly increases and no power is 0. All below gives and expects such.
[[nodiscard]] bool is_canonical(const EntryPolynomial& f);

/// The polynomial a(row, column).
[[nodiscard]] EntryPolynomial entry(std::uint32_t row, std::uint32_t column);

/// f + factor·g.
[[nodiscard]] EntryPolynomial sum(const EntryPolynomial& f, const EntryPolynomial& g,
                                  const Rational& factor = 1);
/// As many products of terms as the two numbers of terms multiplied.
[[nodiscard]] EntryPolynomial product(const EntryPolynomial& f, const EntryPolynomial& g);

/// The degree of f in a(row, column); 0 for the polynomial 0.
[[nodiscard]] std::uint32_t degree(const EntryPolynomial& f, std::uint32_t row,
                                   std::uint32_t column);
/// What stands before a(row, column)^power, a polynomial in the other entries.
[[nodiscard]] EntryPolynomial coefficient(const EntryPolynomial& f, std::uint32_t row,
                                          std::uint32_t column, std::uint32_t power);

/// The value at a matrix that has all entries of f.
[[nodiscard]] Rational value(const EntryPolynomial& f, const RationalMatrix& matrix);

}  // namespace isthmus

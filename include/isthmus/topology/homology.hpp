// Homology groups of a space, and of products of spaces.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// The integral homology of a space with finitely generated homology. In degree i it is Z^b for
/// b = betti[i], plus Z/q as often as torsion[i][q] says, for prime powers q. Absent entries are 0.
struct Homology {
  std::map<std::uint64_t, Integer> betti;
  std::map<std::uint64_t, std::map<Integer, Integer>> torsion;

  friend bool operator==(const Homology&, const Homology&) = default;
};

/// Coefficients of homology: the rationals, the integers (Betti numbers and torsion), or the field
/// with `prime` elements.
struct Coefficients {
  enum class Ring { rationals, integers, prime_field } ring = Ring::rationals;
  Integer prime = 0;
};

/// "Q", "Z" or "F_2".
[[nodiscard]] std::string name_of(const Coefficients& coefficients);

/// One point, and the sphere of the given dimension (two points for 0).
[[nodiscard]] Homology point_homology();
[[nodiscard]] Homology sphere_homology(std::uint64_t dimension);

/// Adds Z/order, split into prime powers, `times` over. Requires order >= 2.
void add_torsion(Homology& homology, std::uint64_t degree, const Integer& order,
                 const Integer& times);

/// Künneth: H_n(X×Y) = ⊕ H_i⊗H_{n−i} ⊕ ⊕ Tor(H_i, H_{n−1−i}). O(product of the numbers of entries).
[[nodiscard]] Homology product(const Homology& a, const Homology& b);

/// The product of n copies of a space, by repeated squaring.
[[nodiscard]] Homology power(const Homology& a, std::uint64_t n);

/// Betti numbers over the field with p elements, by universal coefficients. Requires a prime p.
[[nodiscard]] std::map<std::uint64_t, Integer> betti_modulo(const Homology& homology,
                                                            const Integer& p);

/// Betti numbers with these coefficients; ranks over the integers.
[[nodiscard]] std::map<std::uint64_t, Integer> betti_numbers(const Homology& homology,
                                                             const Coefficients& coefficients);

/// Adds the groups of one in each degree to those of the other.
void add(const Homology& part, Homology& sum);

/// The same on every machine; the reader throws Error (bad_input) on anything else.
[[nodiscard]] std::string as_bytes(const Homology& homology);
[[nodiscard]] Homology homology_from_bytes(const std::string& bytes);
/// Decimal digits only; throws Error (bad_input) otherwise.
[[nodiscard]] Integer integer_from_text(const std::string& text);

/// Σ (−1)^i b_i.
[[nodiscard]] Integer euler_characteristic(const Homology& homology);

}  // namespace isthmus

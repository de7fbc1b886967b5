// Subspaces of Q^n, exactly, for small n.
//
// Problem: refutations intersect and add thousands of small spaces; rational numbers would allocate
// for each entry. Idea: a space does not change when a vector is scaled, so a basis can be made of
// integer vectors without common divisor, and eliminated without fractions. Their entries are
// machine integers with every operation checked; when one overflows, the caller starts again with
// unbounded integers (`with_small_integers`).
// Invariant: the basis is the reduced echelon form, each vector primitive and positive at its
// pivot, so equal spaces have equal bases.
// Complexity: a sum or an intersection takes O(n^3) operations.
// Rejected: arithmetic modulo a prime, as it could not prove that a space is 0.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/pattern/index_set.hpp"
#include "pattern/witness/checked_integer.hpp"

namespace isthmus::pattern {

template <class N>
using Vector = std::vector<N>;

/// A subspace of Q^n. N is CheckedInteger (whose operations throw Overflow) or Integer.
template <class N>
class Subspace {
 public:
  /// The space 0 of Q^dimension.
  explicit Subspace(std::size_t ambient) : ambient_(ambient) {}
  /// The vectors that are 0 outside `columns`.
  [[nodiscard]] static Subspace coordinates(std::size_t ambient, const IndexSet& columns);

  [[nodiscard]] std::size_t dimension() const noexcept { return basis_.size(); }
  [[nodiscard]] bool is_everything() const noexcept { return basis_.size() == ambient_; }
  [[nodiscard]] bool contains(const Vector<N>& v) const;

  /// Adds a vector or another space to this one; true if it grew.
  bool add(Vector<N> v);
  bool add(const Subspace& other);

  [[nodiscard]] Subspace intersection(const Subspace& other) const;

  friend bool operator==(const Subspace&, const Subspace&) = default;

 private:
  [[nodiscard]] std::size_t pivot_of(const Vector<N>& v) const;
  void reduce(Vector<N>& v) const;
  void insert_reduced(Vector<N> v, std::size_t pivot);

  std::size_t ambient_;
  std::vector<Vector<N>> basis_;
  std::vector<std::size_t> pivots_;  // increasing
};

extern template class Subspace<CheckedInteger>;
extern template class Subspace<Integer>;

}  // namespace isthmus::pattern

#include "pattern/witness/subspace.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::pattern {

namespace {

// Divides by the greatest common divisor and makes the entry at `pivot` positive.
template <class N>
void make_primitive(Vector<N>& v, std::size_t pivot) {
  N divisor(0);
  for (const N& x : v) {
    if (x != N(0)) divisor = common_divisor(divisor, x);
    if (divisor == N(1)) break;
  }
  if (v[pivot] < N(0)) divisor = -divisor;
  if (divisor == N(1)) return;
  for (N& x : v) x = x / divisor;
}

// v := a multiple of v, not 0, minus a multiple of `by`, with 0 at `pivot`.
template <class N>
void eliminate(Vector<N>& v, const Vector<N>& by, std::size_t pivot) {
  if (v[pivot] == N(0)) return;
  const N divisor = common_divisor(v[pivot], by[pivot]);
  const N mine = by[pivot] / divisor;
  const N other = v[pivot] / divisor;
  for (std::size_t j = 0; j < v.size(); ++j) v[j] = mine * v[j] - other * by[j];
}

}  // namespace

template <class N>
Subspace<N> Subspace<N>::coordinates(std::size_t ambient, const IndexSet& columns) {
  Subspace out(ambient);
  columns.for_each([&](std::size_t column) {
    Vector<N> unit(ambient, N(0));
    unit[column] = N(1);
    out.basis_.push_back(std::move(unit));
    out.pivots_.push_back(column);
  });
  return out;
}

template <class N>
std::size_t Subspace<N>::pivot_of(const Vector<N>& v) const {
  std::size_t pivot = 0;
  while (pivot < v.size() && v[pivot] == N(0)) ++pivot;
  return pivot;
}

template <class N>
void Subspace<N>::reduce(Vector<N>& v) const {
  for (std::size_t b = 0; b < basis_.size(); ++b) eliminate(v, basis_[b], pivots_[b]);
}

template <class N>
bool Subspace<N>::contains(const Vector<N>& v) const {
  if (is_everything()) return true;
  Vector<N> rest = v;
  reduce(rest);
  return pivot_of(rest) == ambient_;
}

template <class N>
void Subspace<N>::insert_reduced(Vector<N> v, std::size_t pivot) {
  make_primitive(v, pivot);
  for (std::size_t b = 0; b < basis_.size(); ++b) {
    if (basis_[b][pivot] == N(0)) continue;
    eliminate(basis_[b], v, pivot);
    make_primitive(basis_[b], pivots_[b]);
  }
  const auto place = std::lower_bound(pivots_.begin(), pivots_.end(), pivot) - pivots_.begin();
  pivots_.insert(pivots_.begin() + place, pivot);
  basis_.insert(basis_.begin() + place, std::move(v));
}

template <class N>
bool Subspace<N>::add(Vector<N> v) {
  if (is_everything()) return false;
  reduce(v);
  const std::size_t pivot = pivot_of(v);
  if (pivot == ambient_) return false;
  insert_reduced(std::move(v), pivot);
  return true;
}

template <class N>
bool Subspace<N>::add(const Subspace& other) {
  bool grew = false;
  for (const Vector<N>& v : other.basis_) grew = add(v) || grew;
  return grew;
}

// Zassenhaus: among the vectors (u, u) and (v, 0) of Q^2n, eliminated from the left, those with
// nothing left on the left hold a basis of the intersection on the right.
template <class N>
Subspace<N> Subspace<N>::intersection(const Subspace& other) const {
  if (is_everything()) return other;
  if (other.is_everything()) return *this;
  Subspace both(2 * ambient_);
  for (const Vector<N>& u : basis_) {
    Vector<N> twice = u;
    twice.insert(twice.end(), u.begin(), u.end());
    both.add(std::move(twice));
  }
  for (Vector<N> v : other.basis_) {
    v.resize(2 * ambient_, N(0));
    both.add(std::move(v));
  }
  Subspace out(ambient_);
  for (std::size_t b = 0; b < both.basis_.size(); ++b) {
    if (both.pivots_[b] < ambient_) continue;
    const Vector<N>& v = both.basis_[b];
    out.add(Vector<N>(v.begin() + static_cast<std::ptrdiff_t>(ambient_), v.end()));
  }
  return out;
}

template class Subspace<CheckedInteger>;
template class Subspace<Integer>;

}  // namespace isthmus::pattern

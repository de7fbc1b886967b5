// Facts about M(c) by definition: dimension, regular part, singular points (theory §3–5).
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "oracle/polyhedron.hpp"

namespace isthmus::oracle {

/// The edges that are positive all over P(c). Requires P(c) ≠ ∅.
[[nodiscard]] Set locked(const Graph& g, const Polyhedron& p);

/// Dimension of the points of M(c) that vanish on `zero`: |S| - rank B_S for their maximal
/// support S. Requires that there are any.
[[nodiscard]] std::size_t dimension(const Graph& g, const Polyhedron& p, Set zero = 0);

/// log2 of the number of components of the regular part, |E| - |Φ|; nothing if it is empty.
[[nodiscard]] std::optional<std::size_t> regular_log2(const Graph& g, const Polyhedron& p);

/// The detachable sets: U floats at some point of M(c). Some point of P(c) vanishes on δ(U) (that
/// is, a point of the polyhedron of G[U] and one of G-U) and its support connects U.
/// Requires P(c) ≠ ∅.
[[nodiscard]] std::set<Set> detachable(const Graph& g, const Polyhedron& p);

/// The same with U only connected in G, by edges that may have to vanish with δ(U). Such a U is a
/// union of detachable sets, so that either notion decides whether there are singular points.
[[nodiscard]] std::set<Set> detachable_unions(const Graph& g, const Polyhedron& p);

/// No complex point of M(c) is singular: for no nonempty U does Bx = c have a complex (hence a
/// rational) solution that vanishes on δ(U). Requires M(c) ≠ ∅.
[[nodiscard]] bool complex_smooth(const Graph& g, const Vector& c);

/// What theory §4 says complex_smooth amounts to: G/⏚ is connected and c(U) ≠ 0 for every
/// connected U whose complement (with ground) is connected.
[[nodiscard]] bool no_connected_zero_wall(const Graph& g, const Vector& c);

/// The spanning forests rooted at the ground: the |H|-subsets of edges with independent columns.
[[nodiscard]] std::set<Set> spanning_forests(const Graph& g);

}  // namespace isthmus::oracle

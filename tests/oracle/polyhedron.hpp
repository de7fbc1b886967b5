// The balance polyhedron P(c) by its vertices and rays.
#pragma once

#include <vector>

#include "oracle/graph.hpp"

namespace isthmus::oracle {

/// A vertex: the only point of P(c) with this support.
struct Vertex {
  Set support;
  Vector x;
};

/// P(c) = convex hull of `vertices` + cone of `rays`; empty exactly when there is no vertex.
struct Polyhedron {
  std::vector<Vertex> vertices;
  std::vector<Set> rays;  ///< the directed simple cycles of G/⏚, loops included
};

/// Tries all 2^|E| supports. Requires a balance whose numbers are short.
[[nodiscard]] Polyhedron polyhedron(const Graph& g, const Vector& c);

/// True when some point of P(c) is zero on `zero`.
[[nodiscard]] bool face_exists(const Polyhedron& p, Set zero);

/// The edges that are positive at some point of P(c) that is zero on `zero`. A face of P(c) is the
/// hull of the vertices and rays in it. Requires face_exists(p, zero).
[[nodiscard]] Set face_support(const Polyhedron& p, Set zero);

/// The minimum over P(c) of the sum of x over `edges`, attained at a vertex. Requires P(c) ≠ ∅.
[[nodiscard]] Rational minimum(const Polyhedron& p, Set edges);

}  // namespace isthmus::oracle

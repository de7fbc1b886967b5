// Facts about one point of M(c) by definition (theory §4).
#pragma once

#include <optional>
#include <vector>

#include "oracle/graph.hpp"

namespace isthmus::oracle {

/// The edges with x > 0.
[[nodiscard]] Set support(const Vector& x);

/// Rank of B·diag(x), which is that of the Jacobian 2·B·diag(θ): nonzero factors of columns do
/// not change it.
[[nodiscard]] std::size_t jacobian_rank(const Graph& g, const Vector& x);

/// Components of the nonzero edges that do not hold the ground, by first node.
[[nodiscard]] std::vector<Set> floating(const Graph& g, const Vector& x);

/// Near the point, M(c) is R^free_dimension × M_cone(0): the components of nonzero edges are
/// contracted, and the edges between different ones are kept.
struct LocalForm {
  std::size_t free_dimension;
  Graph cone;  ///< node i is floating[i]; `bundle` as in the graph
  std::optional<std::size_t> branches_log2;
};
[[nodiscard]] LocalForm local_form(const Graph& g, const Vector& x);

}  // namespace isthmus::oracle

// Gaussian elimination on small tables, written out so that the oracle owes the engine nothing.
#pragma once

#include <optional>
#include <vector>

#include "oracle/graph.hpp"

namespace isthmus::oracle {

/// Rows of equal length.
using Table = std::vector<Vector>;

[[nodiscard]] std::size_t rank(Table table);

/// The rows of B restricted to `edges`, hidden rows only; column e is scaled by factors[e].
[[nodiscard]] Table incidence(const Graph& g, Set edges, const Vector& factors);
[[nodiscard]] Table incidence(const Graph& g, Set edges);

/// True when Bx = c has a solution of any sign that is zero outside `edges`.
[[nodiscard]] bool solvable(const Graph& g, Set edges, const Vector& c);

}  // namespace isthmus::oracle

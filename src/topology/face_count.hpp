// The Euler characteristic of M(c) from the faces of K(c).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "topology/cell_graph.hpp"
#include "topology/piece.hpp"

namespace isthmus::topology {

/// Σ over the faces σ of K of Π_{b∈σ} (−1)^{m_b} · Π_{b∉σ} (1 − (−1)^{m_b}), where the generators
/// are the minimal non-faces and m_b is the number of weights of a variable. Nothing after `steps`
/// steps. Exponential in the variables at worst.
[[nodiscard]] std::optional<Integer> euler_from_faces(const Piece& piece, const CellGraph& graph,
                                                      const std::vector<Cell>& generators,
                                                      std::uint64_t steps);

}  // namespace isthmus::topology

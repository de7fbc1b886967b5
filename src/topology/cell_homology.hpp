// From bounded cells to homology.
#pragma once

#include <optional>

#include "isthmus/topology/homology.hpp"
#include "topology/bounded_cells.hpp"

namespace isthmus::topology {

/// The homology of M(c) for a piece with these bounded cells (all of them). Nothing if the deadline
/// came first. Near-linear in the cells and their incidences, as a rule.
[[nodiscard]] std::optional<Homology> cell_homology(const Piece& piece, const CellGraph& graph,
                                                    const BoundedCells& cells, Stages& stages);

}  // namespace isthmus::topology

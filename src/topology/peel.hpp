// Splitting off what is a sphere: bundles that cannot vanish.
#pragma once

#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "topology/piece.hpp"

namespace isthmus::topology {

/// A cut of the original network: what crosses it, and what crosses it in the direction of its
/// kind.
struct RawCut {
  CutKind kind = CutKind::in;
  std::vector<EdgeId> edges;     ///< original; increasing
  std::vector<EdgeId> crossing;  ///< in both directions; original; increasing
  Rational charge;
};

struct Peeled {
  std::vector<RawCut> spheres;  ///< one for each variable that is positive on all of P(c)
  std::vector<Piece> blocks;    ///< no variable of these is positive on all of P(c)
};

/// Splits into blocks, contracts the variables that cannot vanish, and starts again until there are
/// none. Blocks without any law that binds (all c are 0) are left out: they are contractible.
[[nodiscard]] Peeled peel(Piece piece);

/// The original edges of the variables, increasing.
[[nodiscard]] std::vector<EdgeId> original_edges(const Piece& piece,
                                                 const std::vector<EdgeId>& variables);

}  // namespace isthmus::topology

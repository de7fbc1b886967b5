// Bottleneck edges: the only ones that can be locked, for whatever balance (theory §3).
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// The two kinds of cuts: all of U's in-edges are {e} (`in`), or all of its out-edges (`out`).
enum class CutKind { in, out };

struct Bottleneck {
  EdgeId edge;
  bool in =
      false;  ///< a cut of kind `in` exists: neither ⏚ nor the tail reaches the head without e
  bool out =
      false;  ///< a cut of kind `out` exists: the tail reaches neither ⏚ nor the head without e
};

/// All bottleneck edges in increasing order: multiplicity 1, no loop, at least one kind.
/// Near-linear (two dominator trees) for the edges on walks from ground to ground; every other
/// edge costs one search in the part that misses the ground, O(V·E) at worst.
[[nodiscard]] std::vector<Bottleneck> bottleneck_edges(const BalanceNetwork& network);

/// The region of a bottleneck: the hidden nodes that some cut of this kind, joined by undirected
/// edges, can contain; increasing. For kind `in`, the nodes that neither ⏚ nor the tail reaches
/// once e is removed, as far as they are joined to the head by each other; the mirror image for
/// `out`. Empty if there is no cut of this kind. O(V + E).
[[nodiscard]] std::vector<NodeId> bottleneck_region(const BalanceNetwork& network, EdgeId e,
                                                    CutKind kind);

}  // namespace isthmus

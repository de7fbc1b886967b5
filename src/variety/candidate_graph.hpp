// The pieces of the hidden graph in which detachable sets are looked for.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// What a set of at least two nodes must satisfy: over the reals it must be joined by the support
/// of a flow with balance c|U on G[U], so that a node with c > 0 needs an edge in, one with c < 0
/// an edge out, and one with c = 0 both; over the complex numbers only c(U) = 0 matters.
enum class Field { real, complex };

/// A connected piece of the hidden graph on local node numbers 0 … size()-1. Nodes outside the
/// piece belong to no detachable set.
struct CandidatePiece {
  std::vector<NodeId> nodes;                    ///< increasing
  std::vector<std::vector<std::uint32_t>> out;  ///< heads of the edges inside the piece
  std::vector<std::vector<std::uint32_t>> in;   ///< tails of the edges inside the piece
  std::vector<std::uint32_t> outside_out;       ///< number of other (non-loop) edges out of it
  std::vector<std::uint32_t> outside_in;

  [[nodiscard]] std::size_t size() const noexcept { return nodes.size(); }
};

/// Removes, over the reals, all nodes that no detachable set of two or more nodes can contain,
/// until nothing changes: a node stays while it has the edges it needs from and to nodes that
/// stay. Returns the connected pieces of what is left, ordered by first node. O(V + E).
/// In a multilayer network at a usual initialisation, or with c = 0, nothing is left.
[[nodiscard]] std::vector<CandidatePiece> candidate_pieces(const BalanceNetwork& network,
                                                           const Balance& c, Field field);

}  // namespace isthmus

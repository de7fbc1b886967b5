// How many of the conservation laws are independent (theory §1, §4).
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// The laws f_v(θ) = Σ_in θ² − Σ_out θ², one for every hidden node, as functions on ℝ^E: a
/// combination of them is constant only if it is 0, which the evidence below decides.
struct LawRank {
  std::size_t laws = 0;         ///< hidden nodes
  std::size_t independent = 0;  ///< rank over ℚ of the matrix B = laws − relations.size()
  /// The components without the ground, each increasing, ordered by first node. The laws of each
  /// add up to 0, whatever θ is; these relations are disjoint: proves rank <= independent.
  std::vector<std::vector<NodeId>> relations;
  /// Joins every node but the first one of each relation to the ground, to such a first node, or
  /// to the node of an earlier entry; has `independent` entries. The square of B whose rows are
  /// these nodes and whose columns are these edges is triangular in the reverse order, with ±1 on
  /// its diagonal: proves rank >= independent.
  Forest forest;

  [[nodiscard]] bool all_independent() const noexcept { return relations.empty(); }
};

/// The rank of B, which is also that of the gradients of the laws at any θ without a zero, and the
/// largest that gradients can have (at a single θ: rank_at in variety/point.hpp). O(V + E).
[[nodiscard]] LawRank law_rank(const BalanceNetwork& network);

}  // namespace isthmus

// What is true of one point θ of M(c): rank, floating components, local form (theory §4).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// Rank of the Jacobian 2·B·diag(θ), read off the graph of nonzero weights.
struct PointRank {
  std::size_t rank = 0;
  /// Components of the nonzero edges without the ground; the indicator vector of each is a
  /// left-kernel vector of the Jacobian, and corank = floating.size(). Ordered by first node.
  std::vector<std::vector<NodeId>> floating;
  /// Joins every node outside the floating components to the ground along nonzero edges, each
  /// entry to the ground or to an earlier entry's node: proves rank >= forest.size().
  Forest forest;

  [[nodiscard]] bool singular() const noexcept { return !floating.empty(); }
};

/// Requires x = θ², one entry per edge, all >= 0. O(V + E).
[[nodiscard]] PointRank rank_at(const BalanceNetwork& network, const Flow& x);

/// Near θ, M(c) is homeomorphic to R^free_dimension × M_cone(0), where `cone` contracts every
/// component of nonzero edges and keeps the (vanishing) edges between different ones.
struct LocalForm {
  std::uint64_t free_dimension = 0;
  BalanceNetwork cone;                       ///< hidden node i is floating[i] of PointRank
  std::vector<EdgeId> cone_edges;            ///< edge i of `cone` is this edge of the network
  std::optional<std::size_t> branches_log2;  ///< log2 of the number of local branches of the
                                             ///< regular part; nothing if it is not nearby
};
[[nodiscard]] LocalForm local_form(const BalanceNetwork& network, const Flow& x,
                                   const PointRank& rank);

}  // namespace isthmus

// Breadth-first walks over the directed graph G/⏚.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

enum class Direction { forward, backward };

[[nodiscard]] inline Direction opposite(Direction direction) {
  return direction == Direction::forward ? Direction::backward : Direction::forward;
}

/// A breadth-first tree: the nodes in order of discovery and, for all but the start, the tree edge.
struct WalkTree {
  std::vector<NodeId> order;
  PerNode<bool> reached;
  std::vector<EdgeId> tree_edge;  ///< tree_edge[i] discovered order[i]; meaningless for i = 0
};

/// Everything reachable from `start` along (forward) or against (backward) the edges, without the
/// edge `banned` if given. O(V + E).
[[nodiscard]] WalkTree walk(const BalanceNetwork& network, NodeId start, Direction direction,
                            std::optional<EdgeId> banned = std::nullopt);

/// The same tree with as few edges marked in `costly` on every path as possible. O(V + E).
[[nodiscard]] WalkTree walk_avoiding(const BalanceNetwork& network, NodeId start,
                                     Direction direction, const PerEdge<bool>& costly);

/// Everything that the residual graph of the flow `x` reaches from `start` (forward), or that
/// reaches `start` in it (backward), without the edge `banned` if given: every edge can be walked
/// along, and against its direction where x is positive. Increasing. O(V + E).
[[nodiscard]] std::vector<NodeId> residual_reach(const BalanceNetwork& network, const Flow& x,
                                                 NodeId start, Direction direction,
                                                 std::optional<EdgeId> banned = std::nullopt);

/// The nodes of `allowed` that undirected walks inside it join to `start` (which is one of them);
/// increasing. O(V + E).
[[nodiscard]] std::vector<NodeId> joined_part(const BalanceNetwork& network,
                                              const PerNode<bool>& allowed, NodeId start);

}  // namespace isthmus::flow

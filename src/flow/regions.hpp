// Bottlenecks with their regions, and the nodes that miss the ground.
#pragma once

#include <span>
#include <vector>

#include "flow/walks.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The edges through which v is entered (kind in, forward) or left (kind out, backward).
[[nodiscard]] inline std::span<const EdgeId> entrances(const BalanceNetwork& network, NodeId v,
                                                       Direction direction) {
  return direction == Direction::forward ? network.in_edges(v) : network.out_edges(v);
}

/// Where the cuts of one kind lie: every such cut consists of nodes that one bottleneck separates
/// from the ground and of nodes that the ground does not reach (kind in) or is not reached from
/// (kind out).
struct Regions {
  /// The bottlenecks at nodes that do not miss the ground, in the order in which their minima are
  /// found: those whose region contains the region of another come after it.
  std::vector<EdgeId> bottlenecks;
  std::vector<NodeId> missed;  ///< the nodes that miss the ground; increasing
  std::vector<NodeId> nodes;   ///< the regions and what is missed; increasing
};

/// Kind in (forward) or kind out (backward). O(V + E) for increasing networks, else a dominator
/// tree.
[[nodiscard]] Regions find_regions(const BalanceNetwork& network, Direction direction,
                                   bool increasing);

}  // namespace isthmus::flow

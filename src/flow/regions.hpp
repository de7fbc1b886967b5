// Bottlenecks with their regions, where every hidden node lies on a walk from ground to ground.
#pragma once

#include <optional>
#include <vector>

#include "flow/walks.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The bottlenecks of one kind and the union of their regions: the nodes that some bottleneck
/// separates from the ground. A cut of this kind lies inside.
struct Regions {
  /// In the order in which their minima are found: those whose region contains the region of
  /// another come after it.
  std::vector<EdgeId> bottlenecks;
  std::vector<NodeId> nodes;  ///< increasing
};

/// Kind in (forward) or kind out (backward); nothing if the ground does not reach (is not reached
/// from) every hidden node. O(V + E) for increasing networks, else a dominator tree.
[[nodiscard]] std::optional<Regions> find_regions(const BalanceNetwork& network,
                                                  Direction direction, bool increasing);

}  // namespace isthmus::flow

// The part of a network that decides the cuts of one kind.
#pragma once

#include <vector>

#include "flow/bottleneck_order.hpp"
#include "flow/regions.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The regions of all bottlenecks of one kind with the edges out of their nodes (kind out) or into
/// them (kind in), everything else contracted to the ground. Turned round for kind in, so that the
/// cuts of that kind are those of kind out here: same edges, same sets, balance negated.
struct LocalGraph {
  BalanceNetwork graph;
  std::vector<NodeId> node;                ///< of the whole network, by node here; increasing
  std::vector<EdgeId> edge;                ///< of the whole network, by edge here
  std::vector<OutBottleneck> bottlenecks;  ///< edges here, in the order of Regions
};

/// O(nodes of the network, edges of the result).
[[nodiscard]] LocalGraph local_graph(const BalanceNetwork& network, Regions regions,
                                     Direction direction);

}  // namespace isthmus::flow

// The part of a network that decides the cuts of one kind.
#pragma once

#include <vector>

#include "flow/out_minima.hpp"
#include "flow/regions.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The nodes of Regions with the edges out of them (kind out) or into them (kind in), everything
/// else contracted to the ground. Turned round for kind in, so that the cuts of that kind are those
/// of kind out here: same edges, same sets, balance negated.
struct LocalGraph {
  BalanceNetwork graph;
  std::vector<NodeId> node;                ///< of the whole network, by node here; increasing
  std::vector<EdgeId> edge;                ///< of the whole network, by edge here
  std::vector<NodeId> missed;              ///< nodes here that do not reach the ground; increasing
  std::vector<OutBottleneck> bottlenecks;  ///< edges here: first those of Regions, then dead ends
};

/// O(nodes of the network, edges of the result) and what dead_end_bottlenecks takes.
[[nodiscard]] LocalGraph local_graph(const BalanceNetwork& network, Regions regions,
                                     Direction direction);

}  // namespace isthmus::flow

// Bottlenecks among the nodes that miss the ground.
#pragma once

#include <vector>

#include "flow/walks.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The bottlenecks of kind in (forward) or kind out (backward) between nodes of `missed`, all the
/// nodes that the ground does not reach (is not reached from). Those of kind out upstream first,
/// those of kind in downstream first, as far as cycles allow. One search for each edge: few and
/// short in real networks, quadratic at worst.
[[nodiscard]] std::vector<EdgeId> dead_end_bottlenecks(const BalanceNetwork& network,
                                                       Direction direction,
                                                       const std::vector<NodeId>& missed);

}  // namespace isthmus::flow

// Bottleneck edges of kind `out` in the order in which their minima are found.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// A bottleneck edge of kind out. `exits`: its tail reaches the ground (through this edge only).
struct OutBottleneck {
  EdgeId edge;
  bool exits;
};

/// All bottleneck edges of kind out, upstream ones first: an exiting edge comes after every
/// exiting edge whose tail it post-dominates. For kind `in`, call with the reversed network.
[[nodiscard]] std::vector<OutBottleneck> out_bottlenecks(const BalanceNetwork& network);

}  // namespace isthmus::flow

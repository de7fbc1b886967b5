// The blocks of an increasing network without looking at most of its edges.
#pragma once

#include <cstddef>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// The network has as many blocks as `rest` and `without_dead_ends` more.
struct CoreBlocks {
  std::size_t without_dead_ends = 0;  ///< blocks with no edge at a dead end
  BalanceNetwork rest;                ///< a few edges of each other block, and those at dead ends
};

/// Dead ends are the hidden nodes on no walk from ground to ground. Requires an increasing network.
/// O(V + E).
[[nodiscard]] CoreBlocks core_blocks(const BalanceNetwork& network);

}  // namespace isthmus

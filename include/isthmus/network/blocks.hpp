// Blocks: the 2-connected pieces of G/⏚, over which M(c) is a product (theory §6).
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// The edge sets of the blocks of the underlying undirected multigraph (ground contracted, loops
/// left out), each increasing, ordered by their first edge. Isolated nodes are in no block.
/// O(V + E), not recursive.
[[nodiscard]] std::vector<std::vector<EdgeId>> blocks(const BalanceNetwork& network);

/// How many blocks there are. O(V + E), without listing them.
[[nodiscard]] std::size_t block_count(const BalanceNetwork& network);

/// The connected components of the undirected graph on the hidden nodes alone, the ground taken
/// out; each increasing, ordered by first node. O(V + E α).
[[nodiscard]] std::vector<std::vector<NodeId>> hidden_components(const BalanceNetwork& network);

/// True when every hidden node is joined to the ground by undirected edges. O(V + E α).
[[nodiscard]] bool connected_to_ground(const BalanceNetwork& network);

}  // namespace isthmus

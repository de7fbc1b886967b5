// The blocks of a network with coordinates for the balance of each (Theory §6).
//
// Each block hangs on one of its nodes, its root: the ground, or the node that is nearest to it. A
// part without ground hangs on its last node. Node v of a block stands for all that hangs on it,
// with the sum of their c. So R^H, or the subspace where the sums over parts without ground are 0,
// is the product of the spaces of the blocks.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::topology {

struct RootedBlock {
  NodeId root;
  std::vector<NodeId> nodes;                 ///< without the root; increasing
  std::vector<EdgeId> edges;                 ///< increasing
  std::vector<std::vector<NodeId>> hanging;  ///< on each of `nodes`, itself included; increasing
  BalanceNetwork network;  ///< hidden node i is nodes[i], the ground is the root; edges in order
};

/// In the order of `blocks`. Throws Error (limit_reached) if the sets that hang on nodes have more
/// than 10^7 nodes in all. O(V + E) plus that.
[[nodiscard]] std::vector<RootedBlock> rooted_blocks(const BalanceNetwork& network);

/// The hidden nodes of each part that the ground does not reach: c adds up to 0 there.
[[nodiscard]] std::vector<std::vector<NodeId>> parts_without_ground(const BalanceNetwork& network);

}  // namespace isthmus::topology

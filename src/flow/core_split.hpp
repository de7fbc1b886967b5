// A network cut in two: the nodes on walks from ground to ground, and the rest.
#pragma once

#include <optional>
#include <vector>

#include "flow/walks.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// Some hidden nodes of a network and some of its edges; all other ends are the ground.
struct Portion {
  BalanceNetwork network;
  std::vector<NodeId> nodes;  ///< of the whole network, increasing
  std::vector<EdgeId> edges;  ///< of the whole network, increasing

  /// The entries of its nodes.
  [[nodiscard]] Balance restricted(const Balance& c) const;
  /// Writes its part of a flow into one of the whole network.
  void put(const Flow& part, Flow& whole) const;
};

/// The hidden nodes on walks from ground to ground with the edges among them and the ground, and
/// the others with all edges at them. Every edge that is no loop at the ground is in one of the
/// two.
struct CoreSplit {
  Portion core, outside;
};

/// Nothing if one of them would have no node. The trees are the walks from and to the ground.
/// O(V + E).
[[nodiscard]] std::optional<CoreSplit> split_off_core(const BalanceNetwork& network,
                                                      const WalkTree& from_ground,
                                                      const WalkTree& to_ground);

/// c minus the balance of x: what is left to do.
[[nodiscard]] Balance balance_left(const BalanceNetwork& network, Balance c, const Flow& x);

}  // namespace isthmus::flow

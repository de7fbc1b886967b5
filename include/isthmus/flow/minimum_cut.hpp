// The cheapest way to separate hidden nodes from the ground (theory §4, distance).
#pragma once

#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// A set of hidden nodes and the total weight of the edges with exactly one end in it.
struct MinimumCut {
  Rational value;
  std::vector<NodeId> set;  ///< not empty, increasing
};

/// The global minimum cut of the undirected graph with edge weights `weights` >= 0, written as the
/// side without the ground; nothing when there is no hidden node. Nagamochi, Ono and Ibaraki's
/// contraction by maximum-adjacency order: O(V·(E + V log V)) at worst, a few rounds in practice.
[[nodiscard]] std::optional<MinimumCut> minimum_cut(const BalanceNetwork& network,
                                                    const Flow& weights);

/// Total weight of the edges with exactly one end in `set`.
[[nodiscard]] Rational cut_weight(const BalanceNetwork& network, const Flow& weights,
                                  const std::vector<NodeId>& set);

}  // namespace isthmus

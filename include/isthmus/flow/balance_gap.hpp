// How far a balance is from one that a part of the network can have by itself (theory §2, §4).
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// The least total change of a balance, and two disjoint sets of hidden nodes that prove that less
/// is not enough: distance = c(needy) − c(stuck).
struct BalanceGap {
  Rational distance;
  std::vector<NodeId> needy;  ///< no edge of the part enters it; c(needy) > 0, or empty; increasing
  std::vector<NodeId> stuck;  ///< no edge of the part leaves it; c(stuck) < 0, or empty; increasing
};

/// The least Σ|Δ_v| over the hidden nodes v in `part` for which c + Δ is the balance of a flow
/// x >= 0 on the edges with both ends in `part` (which may hold the ground, where nothing is
/// asked). 0 exactly if the part is feasible as it is. Requires part.size() = node_count(). O(V +
/// E) to find what the ground does not supply or drain, and a maximum flow there.
[[nodiscard]] BalanceGap balance_gap(const BalanceNetwork& network, const Balance& c,
                                     const PerNode<bool>& part);

}  // namespace isthmus

// Is there a flow that is positive on every nonzero weight? Or else the cut that forbids it.
//
// Theory §7. The weights that positive rescaling makes of θ include a point of M(c) exactly when a
// strictly positive flow on the edges with θ_e ≠ 0 has balance c.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/flow/bottleneck.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// A set U of hidden nodes that no edge of the support enters (`missing` in) or leaves (out).
/// The balance of a positive flow, summed over U, is then below 0 (in) or above 0 (out) if edges
/// of the support cross U the other way, and 0 if none do; c(U) is something else.
struct BlockingCut {
  std::vector<NodeId> set;  ///< increasing, not empty
  CutKind missing = CutKind::in;
  std::vector<EdgeId> crossing;  ///< of the support, the other way; increasing
  Rational balance;              ///< c(U)
};

/// Nothing if some flow of balance c is positive on `support` and zero elsewhere; else the cut.
/// O(V + E), and a maximum flow among the nodes that lie on no closed walk through the ground.
/// Requires support.size() = edge_count() and c.size() = hidden_count(). Every cut is checked by
/// is_blocking.
[[nodiscard]] std::optional<BlockingCut> blocking_cut(const BalanceNetwork& network,
                                                      const PerEdge<bool>& support,
                                                      const Balance& c);

/// True if `cut` is as it says. O(E).
[[nodiscard]] bool is_blocking(const BalanceNetwork& network, const PerEdge<bool>& support,
                               const Balance& c, const BlockingCut& cut);

/// The edges with x_e ≠ 0.
[[nodiscard]] PerEdge<bool> support_of(const Flow& x);

}  // namespace isthmus

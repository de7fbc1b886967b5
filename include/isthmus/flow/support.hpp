// Which edges are positive somewhere in P(c) (theory §3, §4 dimension).
#pragma once

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// For every edge whether some point of P(c) is positive there, given any one point `x` of P(c):
/// x_e > 0, or both ends in one strongly connected component of the residual graph. Loops are
/// always true. O(V + E).
[[nodiscard]] PerEdge<bool> maximal_support(const BalanceNetwork& network, const Flow& x);

/// The same, told only where the point is positive.
[[nodiscard]] PerEdge<bool> maximal_support(const BalanceNetwork& network,
                                            const PerEdge<bool>& positive);

}  // namespace isthmus

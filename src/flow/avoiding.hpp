// Feasible flows that keep off some edges where they can.
#pragma once

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// A point of P(c) whose trees use as few of the edges marked in `avoid` as possible on every
/// path. Requires that P(c) is not empty. O(V + E) where feasible_flow is.
[[nodiscard]] Flow feasible_flow_avoiding(const BalanceNetwork& network, const Balance& c,
                                          const PerEdge<bool>& avoid);

}  // namespace isthmus

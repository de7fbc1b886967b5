// From nodes that cannot do what the balance asks to a violated set of them.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The first connected piece of `candidates` that is violated (isthmus/flow/feasible.hpp). Requires
/// that all of them together are: no edge leaves them and their balances sum to less than 0, or no
/// edge enters them and the sum is positive. O(V + E).
[[nodiscard]] std::vector<NodeId> violated_piece(const BalanceNetwork& network, const Balance& c,
                                                 const std::vector<NodeId>& candidates);

}  // namespace isthmus::flow

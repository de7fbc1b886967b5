// The cell of a random balance.
#pragma once

#include "network/random.hpp"
#include "topology/open_cells.hpp"

namespace isthmus::topology {

/// The balance of a flow whose entries are random integers from 1 to 2^20 of random length, and the
/// signs of the planes there, 0 on a plane. The balance is feasible and inside the feasible cone.
[[nodiscard]] OpenCell random_cell(const BalanceNetwork& block, const std::vector<Plane>& planes,
                                   RandomBits bits);

}  // namespace isthmus::topology

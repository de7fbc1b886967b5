// The walls between chambers of balances (theory §8).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/topology/chambers.hpp"

namespace isthmus {

/// The walls c(set) = 0 of all blocks, block by block: two balances on the same sides of all of
/// them have the same components, Betti numbers and smoothness. Nothing if a block has more than
/// 256 walls, or more than 20 hidden nodes.
[[nodiscard]] std::optional<std::vector<ChamberWall>> walls_of(const BalanceNetwork& network);

/// The sign of c(set) for each wall. Requires c.size() = hidden_count(). O(Σ sizes of the sets).
[[nodiscard]] std::vector<std::int8_t> sides_of(const std::vector<ChamberWall>& walls,
                                                const Balance& c);

}  // namespace isthmus

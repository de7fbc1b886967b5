// A directed cycle of a user's network, for the error that names it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// The edges (positions in Network::edges) of one directed cycle, in the direction of travel;
/// empty when there is none. All edges count, fixed ones too. Requires ends in range. O(V + E).
[[nodiscard]] std::vector<std::uint32_t> find_cycle(const Network& network);

/// "h1 -> h2 -> h1", long cycles shortened in the middle.
[[nodiscard]] std::string cycle_text(const Network& network,
                                     const std::vector<std::uint32_t>& cycle);

}  // namespace isthmus

// The nodes of a network, tails before heads.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// All nodes such that every edge leads from an earlier to a later one; those on a directed cycle,
/// or behind one, are left out, which are none in a valid network. Requires ends in range.
/// O(V + E): nodes without remaining in-edges are taken away first come, first served (Kahn).
[[nodiscard]] std::vector<std::uint32_t> topological_order(const Network& network);

}  // namespace isthmus

// Whether two networks are the same one with different weights.
#pragma once

#include <optional>
#include <string>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// The first difference between two valid networks, as a clause that calls them by the given names:
/// layers and their sizes, roles, activations, ends, multiplicities and kinds of edges, fixed
/// weights. Nothing if node i of one is node i of the other and so for edges; trainable weights,
/// balances and names may differ. O(V + E).
[[nodiscard]] std::optional<std::string> wiring_difference(const Network& a, const Network& b,
                                                           const std::string& name_a,
                                                           const std::string& name_b);

}  // namespace isthmus

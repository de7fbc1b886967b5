// T15: products of several factors that rank conditions describe, as those of butterflies.
#pragma once

#include "isthmus/network/layer_support.hpp"

namespace isthmus {

/// True if the conditions of T15 hold, so that the set of products is closed. Requires valid layers.
/// O(L²·n²·fan-in / 64 + L·n³ / 64) for L layers of n units.
[[nodiscard]] bool closed_by_rank_conditions(const LayerSupports& layers);

}  // namespace isthmus

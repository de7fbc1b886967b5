// T15: chains of disjoint blocks, such as butterflies.
#pragma once

#include "isthmus/network/layer_support.hpp"

namespace isthmus {

/// Whether the layers (valid, at least two) are such a chain, so that their products are given by
/// ranks of blocks and closed. "No" says nothing. O(units·words + connections·words).
[[nodiscard]] bool is_chain(const LayerSupports& layers);

}  // namespace isthmus

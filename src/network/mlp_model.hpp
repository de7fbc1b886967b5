// Dense networks as models.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/model.hpp"

namespace isthmus {

struct MlpWidths {
  std::vector<std::uint64_t> sizes;  ///< at least two, each at least 1
  bool bias = false;
};

/// Nodes and edges as described at parse_architecture, a tensor for each layer (out, in) whose last
/// column is the bias; no weights. Requires fewer than 2^32 - 3 nodes and edges.
[[nodiscard]] Model mlp_model(const MlpWidths& widths);

}  // namespace isthmus

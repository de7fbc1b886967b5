// Tensors with every trainable weight multiplied by its power of two.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/model.hpp"

namespace isthmus::motion {

struct RescaledTensors {
  std::vector<Tensor> tensors;  ///< in the order of the model; shared with it where unchanged
  /// Nodes with k ≠ 0 at a weight whose product is no number of its type (too large, or digits lost
  /// below the least number); increasing. Empty: every product is exact.
  std::vector<std::uint32_t> out_of_range;
};

/// Requires a valid model with weights and one k for every node. One pass over the weights at nodes
/// with k ≠ 0.
[[nodiscard]] RescaledTensors rescaled_tensors(const Model& model,
                                               const std::vector<std::int32_t>& k);

}  // namespace isthmus::motion

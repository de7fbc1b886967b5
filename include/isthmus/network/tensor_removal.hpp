// Cutting nodes out of the tensors of a model.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/model.hpp"

namespace isthmus {

/// The tensors of a model, in their order, without the slices that belong to these nodes (rows of a
/// matrix, channels of a kernel, runs of columns behind a flattened channel). Tensors without such
/// slices are shared with the model. Units before a normalisation go with all their consumers.
///
/// Requires a valid model with weights that still has its zeros (not drop_zeros), and hidden nodes,
/// increasing. Throws Error (limit_reached) naming the tensor if the weights at the nodes are no
/// whole slices, as in grouped convolutions, or if a tensor would be empty. O(weights · axes).
[[nodiscard]] std::vector<Tensor> tensors_without(const Model& model,
                                                  const std::vector<std::uint32_t>& nodes);

}  // namespace isthmus

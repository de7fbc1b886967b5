// The least sum of squared weights of a model too large for a flow.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/network/model_graph.hpp"

namespace isthmus::motion {

struct BalancedModel {
  std::vector<std::int32_t> k;  ///< by node of the model
  std::vector<Tensor> tensors;  ///< rescaled
};

/// Moves neurons until no single one makes Σθ² smaller, those at dead ends and those whose weights
/// would leave the range of their number type excepted. `groups` says which nodes are tied; a
/// skeleton of the model will do. Some passes over the weights.
[[nodiscard]] BalancedModel balance_by_nodes(const Model& model, const ModelGraph& groups,
                                             unsigned jobs);

}  // namespace isthmus::motion

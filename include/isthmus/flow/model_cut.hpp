// The cheapest way to cut hidden units of a model off (theory §4, distance).
#pragma once

#include <optional>

#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/network/model_graph.hpp"

namespace isthmus {

/// minimum_cut of the squared weights of a valid model with weights, exactly, without a fraction
/// for each of them. Of `part`, a graph of the model, only the nodes count. Throws Error
/// (bad_input) if a weight is NaN or infinite. O(weights) besides the cut, whose graph has only the
/// bundles between hidden nodes and one edge from each to the ground.
[[nodiscard]] std::optional<MinimumCut> minimum_cut(const Model& model, const ModelGraph& part);

}  // namespace isthmus

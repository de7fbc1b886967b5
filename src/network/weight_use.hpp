// Which numbers of its tensors a model takes as weights, and whether they are numbers.
#pragma once

#include "isthmus/network/model.hpp"

namespace isthmus {

/// Throws Error (bad_input) if a link takes a weight from outside its tensor, or two bundles take
/// the same weight. Constant time for a link that is alone with its tensor and whose strides nest;
/// otherwise a bit for every number of the tensor.
void check_weight_use(const Model& model);

/// Throws Error (bad_input) if a weight is NaN or infinite: says how many are and names the first.
/// One pass over the tensors.
void check_finite(const Model& model);

}  // namespace isthmus

// The factors of a linear block (R3) that put given entries right.
#pragma once

#include <vector>

#include "isthmus/pattern/evidence.hpp"

namespace isthmus::pattern {

/// `witness` is one of `state` but for the observed entries of the block, whose neurons
/// (increasing) are 0 in it. Gives them constant x_k and Laurent y_ik such that the product *is*
/// the limit there. Requires a block that is linear by rows. Throws Error (limit_reached) if no
/// constants were found.
void fill_linear_block(const PatternState& state, const std::vector<std::size_t>& block,
                       Witness& witness);

}  // namespace isthmus::pattern

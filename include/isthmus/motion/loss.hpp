// How far the outputs of a network are from their targets.
#pragma once

#include <string>

#include "isthmus/motion/relu_network.hpp"

namespace isthmus {

/// Means over all samples and outputs, of z the output and y the target:
///   mse  (z − y)²
///   bce  log(1 + eᶻ) − y·z, binary cross-entropy of the logit z; y from 0 to 1
enum class Loss { mse, bce };

/// "mse" or "bce".
[[nodiscard]] std::string loss_name(Loss loss);

/// The loss in binary64; infinite or NaN if the outputs are. If `slopes` is given, it becomes the
/// derivatives by the outputs. Requires columns of the same shape, not empty. bce never overflows
/// for finite outputs. O(numbers).
[[nodiscard]] double loss_of(Loss loss, const Columns& outputs, const Columns& targets,
                             Columns* slopes = nullptr);

/// Throws Error (bad_input) naming sample and output if a target of bce is not from 0 to 1.
void check_targets(Loss loss, const Columns& targets);

}  // namespace isthmus

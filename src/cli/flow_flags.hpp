// The flags of `isthmus flow` about how to train.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "isthmus/motion/training.hpp"

namespace isthmus::cli {

struct FlowFlags {
  std::string method, loss, points;
  std::string time, tolerance, most_steps;                 ///< of the flow
  std::string steps, rate, momentum, batch, shuffle_seed;  ///< of descent
  std::string weight_decay, l1, nuclear;
};

void declare_flow(Arguments& arguments, FlowFlags& flags);

/// Throws Error (bad_usage) for values out of range and flags of the other method.
[[nodiscard]] TrainingOptions training_options(const FlowFlags& flags);

}  // namespace isthmus::cli

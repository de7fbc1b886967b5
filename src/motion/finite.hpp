// When numbers grow out of bounds in the middle of training.
#pragma once

#include <cmath>
#include <span>
#include <string>

#include "isthmus/error.hpp"
#include "isthmus/motion/objective.hpp"

namespace isthmus::motion {

[[nodiscard]] inline bool all_finite(std::span<const double> numbers) {
  for (const double each : numbers) {
    if (!std::isfinite(each)) return false;
  }
  return true;
}

[[nodiscard]] inline bool all_finite(const ObjectiveValue& value,
                                     std::span<const double> gradient) {
  return std::isfinite(value.loss) && std::isfinite(value.penalty) && all_finite(gradient);
}

/// The error for `what` ("the loss") at a place such as "step 12".
[[nodiscard]] inline Error not_finite(const std::string& what, const std::string& place,
                                      const std::string& remedy) {
  return input_error(what + " is not finite at " + place, remedy);
}

}  // namespace isthmus::motion

// What operators that move elements have in common.
#pragma once

#include <cstdint>

#include "formats/onnx/step.hpp"

namespace isthmus::onnx {

/// Input 0, which the operator rearranges: a signal or numbers. Throws Error (bad_input) if it is
/// something else.
[[nodiscard]] Value movable(Step& step);

/// Gives `value` with other labels.
void give_moved(Step& step, Value value, Labels labels);

/// Throws Error (bad_input) if n < 0.
[[nodiscard]] std::uint64_t unsigned_size(std::int64_t n);

}  // namespace isthmus::onnx

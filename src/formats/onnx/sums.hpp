// Adding a tensor to units: another layer, a bias, a constant.
#pragma once

#include "formats/onnx/step.hpp"

namespace isthmus::onnx {

/// True of what training changes: an initialiser of at least one axis.
[[nodiscard]] bool is_parameter(const Step& step, const Value& value);

/// The labels of x + value, broadcast. Units of a sum scale together (Theory §1.2: a fixed edge
/// contracts); parameters are biases; a nonzero constant stops all scaling.
[[nodiscard]] Labels add(Step& step, const Labels& x, const Value& value);

/// New units that are x times a parameter, element by element, and as many as it has elements.
/// With `normalised`, x is the output of a normalisation (Theory §1.2).
enum class Before { units, normalisation };
[[nodiscard]] Labels scale(Step& step, const Labels& x, const Value& parameter, Before before);

/// `parameter` with axes of size 1 before its own, so that it has `rank` of them.
[[nodiscard]] Value aligned(Value parameter, std::size_t rank);

}  // namespace isthmus::onnx

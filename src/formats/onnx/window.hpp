// Sizes of pictures after windows move over them: convolution, its transpose, pooling.
#pragma once

#include <cstdint>

#include "formats/onnx/labels.hpp"

namespace isthmus::onnx {

struct Step;

/// All take the attributes strides, pads, dilations, auto_pad of the node, and throw Error
/// (bad_input) where they make no sense for pictures of `size`.
[[nodiscard]] Shape pooled_size(const Step& step, const Shape& size);
[[nodiscard]] Shape convolved_size(const Step& step, const Shape& size, const Shape& kernel);
[[nodiscard]] Shape transposed_size(const Step& step, const Shape& size, const Shape& kernel);

/// size + before + after, which may be negative numbers. Throws Error unless that is positive.
[[nodiscard]] std::uint64_t padded_size(std::uint64_t size, std::int64_t before,
                                        std::int64_t after);

}  // namespace isthmus::onnx

// The columns of a weight matrix, gathered by the unit they belong to.
#pragma once

#include <cstdint>
#include <vector>

namespace isthmus::onnx {

/// Column start + i·stride + k·depth_stride, k = 0 … depth−1, belongs to labels[i].
struct Block {
  std::uint64_t start = 0;
  std::uint64_t stride = 1;
  std::uint64_t depth = 1;
  std::uint64_t depth_stride = 1;
  std::vector<std::uint32_t> labels;  ///< distinct
};

/// Blocks that hold every column once, where column j belongs to labels[j]. O(n log n).
[[nodiscard]] std::vector<Block> blocks_of(const std::vector<std::uint32_t>& labels);

}  // namespace isthmus::onnx

// Columns by unit: the regular patterns that flattening and transposing leave.
//
// Problem. A map of C channels and n pixels, flattened, has C·n columns; those of one channel are
// parallel edges into each neuron of the next layer, and a link wants them evenly spaced.
//
// Idea. Flattening puts equal labels next to each other: a block for each stretch of equally long
// runs of distinct labels. Flattening with channels last repeats one row of labels: equal blocks at
// equal distances become the depths of one. Whatever is left over is still right, as links of its
// own that are parallel to the others.
#include "formats/onnx/columns.hpp"

#include <set>

namespace isthmus::onnx {
namespace {

std::uint64_t run_length(const std::vector<std::uint32_t>& labels, std::uint64_t begin) {
  std::uint64_t end = begin + 1;
  while (end < labels.size() && labels[end] == labels[begin]) ++end;
  return end - begin;
}

std::vector<Block> stretches(const std::vector<std::uint32_t>& labels) {
  std::vector<Block> blocks;
  std::set<std::uint32_t> seen;
  for (std::uint64_t at = 0; at < labels.size();) {
    const std::uint64_t length = run_length(labels, at);
    if (blocks.empty() || blocks.back().depth != length || seen.contains(labels[at])) {
      blocks.push_back({at, length, length, 1, {}});
      seen.clear();
    }
    blocks.back().labels.push_back(labels[at]);
    seen.insert(labels[at]);
    at += length;
  }
  return blocks;
}

/// True if `next` continues the depths of `block`.
bool continues(const Block& block, const Block& next) {
  if (next.depth != 1 || (block.depth > 1 && block.stride != 1) || next.labels != block.labels) {
    return false;
  }
  const std::uint64_t distance = block.depth == 1 ? next.start - block.start : block.depth_stride;
  return next.start == block.start + block.depth * distance;
}

}  // namespace

std::vector<Block> blocks_of(const std::vector<std::uint32_t>& labels) {
  std::vector<Block> blocks;
  for (Block& next : stretches(labels)) {
    if (!blocks.empty() && continues(blocks.back(), next)) {
      Block& block = blocks.back();
      if (block.depth++ == 1) block.depth_stride = next.start - block.start;
    } else {
      blocks.push_back(std::move(next));
    }
  }
  return blocks;
}

}  // namespace isthmus::onnx

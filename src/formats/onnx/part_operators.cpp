// Operators that take tensors apart and put them together: done to labels.
#include <algorithm>

#include "formats/onnx/moving.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

constexpr std::uint64_t most_indices = std::uint64_t{1} << 24;

/// A longer step takes no second element of any tensor.
constexpr std::int64_t largest_step = std::int64_t{1} << 62;

const char* const check_file = "check the file";

/// Indices first, first + step, … of which there are `count`.
std::vector<std::uint64_t> range(std::int64_t first, std::int64_t step, std::uint64_t count) {
  if (count > most_indices) throw limit_error("more than 2^24 indices", "use a smaller network");
  std::vector<std::uint64_t> indices(count);
  for (std::uint64_t& index : indices) {
    index = static_cast<std::uint64_t>(first);
    first += step;
  }
  return indices;
}

/// What [start : end : step] takes of an axis of n elements.
std::vector<std::uint64_t> slice_indices(std::uint64_t size, std::int64_t start, std::int64_t end,
                                         std::int64_t step) {
  const auto n = static_cast<std::int64_t>(size);
  if (step == 0) throw input_error("a slice of step 0", check_file);
  step = std::clamp(step, -largest_step, largest_step);
  const auto clamp = [&](std::int64_t at) {
    if (at < 0) at = at < -n ? -1 : at + n;
    return step > 0 ? std::clamp<std::int64_t>(at, 0, n) : std::clamp<std::int64_t>(at, -1, n - 1);
  };
  start = clamp(start);
  end = clamp(end);
  const std::int64_t length = step > 0 ? end - start : start - end;
  const std::int64_t stride = step > 0 ? step : -step;
  return range(start, step,
               length <= 0 ? 0 : static_cast<std::uint64_t>((length - 1) / stride + 1));
}

void slice_operator(Step& step) {
  Value value = movable(step);
  const std::vector<std::int64_t> starts = step.integers("starts", 1);
  const std::vector<std::int64_t> ends = step.integers("ends", 2);
  std::vector<std::int64_t> axes = step.integers("axes", 3);
  std::vector<std::int64_t> steps =
      step.in(4).kind == Kind::absent ? std::vector<std::int64_t>() : step.integers("", 4);
  for (std::size_t i = axes.size(); i < starts.size() && step.in(3).kind == Kind::absent; ++i) {
    axes.push_back(static_cast<std::int64_t>(i));
  }
  if (steps.empty()) steps.assign(starts.size(), 1);
  if (ends.size() != starts.size() || axes.size() != starts.size() ||
      steps.size() != starts.size()) {
    throw input_error("starts, ends, axes and steps are not equally many", check_file);
  }
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t axis = Step::axis(axes[i], value.shape().size());
    value.labels =
        take(value.labels, axis, slice_indices(value.shape()[axis], starts[i], ends[i], steps[i]));
  }
  step.give(std::move(value));
}

/// The sizes of the parts: given, or as equal as can be.
std::vector<std::int64_t> part_sizes(const Step& step, std::uint64_t size) {
  std::vector<std::int64_t> sizes = step.integers("split", 1);
  const std::uint64_t parts = step.node.outputs.size();
  if (!sizes.empty() || parts == 0) return sizes;
  const std::uint64_t each = (size + parts - 1) / parts;
  for (std::uint64_t begin = 0, i = 0; i < parts; ++i) {
    const std::uint64_t part = std::min(each, size - begin);
    sizes.push_back(static_cast<std::int64_t>(part));
    begin += part;
  }
  return sizes;
}

void split_operator(Step& step) {
  const Value value = movable(step);
  const std::size_t axis = Step::axis(step.integer("axis", 0), value.shape().size());
  const std::uint64_t size = value.shape()[axis];
  const std::vector<std::int64_t> sizes = part_sizes(step, size);
  if (sizes.size() != step.outputs.size()) {
    throw input_error("parts and outputs are not equally many", check_file);
  }
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::uint64_t part = unsigned_size(sizes[i]);
    if (part > size - begin) throw input_error("the parts are larger than the whole", check_file);
    step.outputs[i] = value;
    step.outputs[i].labels =
        take(value.labels, axis, range(static_cast<std::int64_t>(begin), 1, part));
    begin += part;
  }
}

void gather_operator(Step& step) {
  Value value = movable(step);
  const std::size_t axis = Step::axis(step.integer("axis", 0), value.shape().size());
  const auto size = static_cast<std::int64_t>(value.shape()[axis]);
  std::vector<std::uint64_t> indices;
  for (const std::int64_t i : step.state.to_integers(step.in(1))) {
    if (i < -size || i >= size) throw input_error("an index out of range", check_file);
    indices.push_back(static_cast<std::uint64_t>(i < 0 ? i + size : i));
  }
  const Shape& inner = step.in(1).shape();
  value.labels = take(value.labels, axis, indices);
  Shape shape = value.shape();
  const auto at = shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
  shape.insert(at, inner.begin(), inner.end());
  Labels moved = reshape(value.labels, shape);
  give_moved(step, std::move(value), std::move(moved));
}

void concat_operator(Step& step) {
  std::vector<Labels> parts;
  Value first = movable(step);
  const std::size_t axis = Step::axis(step.integer("axis", 0), first.shape().size());
  for (const Value& input : step.inputs) {
    Step single{step.state, step.node, {input}, {}};
    Value part = movable(single);
    Shape same = part.shape();
    if (same.size() == first.shape().size()) same[axis] = first.shape()[axis];
    if (same != first.shape() || part.kind != first.kind || part.real != first.real) {
      throw input_error("puts together tensors that do not fit", check_file);
    }
    parts.push_back(std::move(part.labels));
  }
  give_moved(step, std::move(first), concatenate(parts, axis));
}

void expand_operator(Step& step) {
  Value value = movable(step);
  Shape wanted;
  for (const std::int64_t n : step.state.to_integers(step.in(1)))
    wanted.push_back(unsigned_size(n));
  const Shape shape = common_shape(value.shape(), wanted);
  Labels wide = expand(value.labels, shape);
  if (value.kind == Kind::numbers) wide = spread(wide, shape);
  give_moved(step, std::move(value), std::move(wide));
}

// Channels become pixels: reshape, transpose, reshape.
void depth_to_space_operator(Step& step) {
  const Labels& x = step.signal(0);
  const auto block = static_cast<std::uint64_t>(step.integer("blocksize", 0));
  if (x.shape.size() != 4 || block == 0 || block > x.shape[1] || x.shape[1] % block != 0 ||
      x.shape[1] / block % block != 0) {
    throw input_error("the block size does not divide the channels", check_file);
  }
  const Shape& s = x.shape;
  const std::uint64_t channels = s[1] / block / block;
  const bool column_row = step.text("mode", "DCR") == "CRD";
  const Shape apart = column_row ? Shape{s[0], channels, block, block, s[2], s[3]}
                                 : Shape{s[0], block, block, channels, s[2], s[3]};
  const std::vector<std::size_t> order = column_row ? std::vector<std::size_t>{0, 1, 4, 2, 5, 3}
                                                    : std::vector<std::size_t>{0, 3, 4, 1, 5, 2};
  step.give(
      reshape(transpose(reshape(x, apart), order), {s[0], channels, s[2] * block, s[3] * block}));
}

}  // namespace

void add_part_operators(Operators& table) {
  table["Slice"] = slice_operator;
  table["Split"] = split_operator;
  table["Gather"] = gather_operator;
  table["Concat"] = concat_operator;
  table["Expand"] = expand_operator;
  table["DepthToSpace"] = depth_to_space_operator;
}

}  // namespace isthmus::onnx

// Operators that move elements and compute nothing: done to labels instead.
#include <algorithm>
#include <numeric>

#include "formats/onnx/step.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

constexpr std::uint64_t most_indices = std::uint64_t{1} << 24;

/// A longer step takes no second element of any tensor.
constexpr std::int64_t largest_step = std::int64_t{1} << 62;

const char* const check_file = "check the file";

/// Input 0, which this operator rearranges: a signal or numbers.
Value movable(Step& step) {
  Value value = step.in(0);
  if (value.kind == Kind::weights && step.state.constant_of(value).fixed) {
    value = step.state.as_numbers(value);
  }
  if (value.kind != Kind::signal && value.kind != Kind::numbers) {
    throw input_error("rearranges something that is neither units nor small constants",
                      "export the model with constants folded");
  }
  return value;
}

/// Gives input 0 with other labels.
void give_moved(Step& step, Value value, Labels labels) {
  value.labels = std::move(labels);
  step.give(std::move(value));
}

std::uint64_t unsigned_size(std::int64_t n) {
  if (n < 0) throw input_error("a negative size " + std::to_string(n), check_file);
  return static_cast<std::uint64_t>(n);
}

// --- Transpose, Reshape and their like, which also view weights ---

void transpose_operator(Step& step) {
  Value value = step.in(0);
  const std::size_t rank = value.shape().size();
  std::vector<std::size_t> order;
  for (const std::int64_t i : step.integers("perm")) order.push_back(Step::axis(i, rank));
  if (order.empty()) {
    for (std::size_t i = rank; i-- > 0;) order.push_back(i);
  }
  std::vector<std::size_t> sorted = order, all(rank);
  std::sort(sorted.begin(), sorted.end());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (sorted != all) throw input_error("perm is no permutation of the axes", check_file);
  if (value.kind != Kind::weights) {
    value = movable(step);
    return give_moved(step, value, transpose(value.labels, order));
  }
  const Value from = value;
  for (std::size_t i = 0; i < rank; ++i) {
    value.labels.shape[i] = from.labels.shape[order[i]];
    value.view.strides[i] = from.view.strides[order[i]];
  }
  step.give(std::move(value));
}

void reshape_weights(Step& step, Value weights, const Shape& shape) {
  if (!is_contiguous(weights)) {
    throw input_error("reshapes transposed weights", "export the model with constants folded");
  }
  weights.labels.shape = shape;
  weights.view.strides = contiguous_strides(shape);
  step.give(std::move(weights));
}

void give_reshaped(Step& step, const Shape& shape) {
  Value value = step.in(0);
  if (checked_size(value.shape()) != checked_size(shape)) {
    throw input_error("a tensor of shape " + shape_text(value.shape()) + " becomes one of shape " +
                          shape_text(shape),
                      "export the model for inputs of fixed shape");
  }
  if (value.kind == Kind::weights) return reshape_weights(step, value, shape);
  value = movable(step);
  give_moved(step, value, reshape(value.labels, shape));
}

/// The size that -1 stands for.
std::uint64_t missing_size(std::uint64_t all, const Shape& others) {
  const std::uint64_t known = checked_size(others);
  if (known == 0 || all % known != 0) {
    throw input_error("the size -1 of a new shape cannot be determined", check_file);
  }
  return all / known;
}

void reshape_operator(Step& step) {
  const std::vector<std::int64_t> wanted = step.integers("shape", 1);
  const Shape& old = step.in(0).shape();
  Shape shape, others;
  std::size_t missing = wanted.size();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    std::uint64_t n = 1;
    if (wanted[i] == -1) {
      if (missing != wanted.size())
        throw input_error("two sizes of a new shape are -1", check_file);
      missing = i;
    } else if (wanted[i] == 0 && step.integer("allowzero", 0) == 0) {
      if (i >= old.size())
        throw input_error("size 0 stands for an axis that is not there", check_file);
      n = old[i];
    } else {
      n = unsigned_size(wanted[i]);
    }
    shape.push_back(n);
  }
  if (missing != wanted.size()) shape[missing] = missing_size(checked_size(old), shape);
  give_reshaped(step, shape);
}

void flatten_operator(Step& step) {
  const Shape& old = step.in(0).shape();
  std::int64_t number = step.integer("axis", 1);
  if (number < 0) number += static_cast<std::int64_t>(old.size());
  if (number < 0 || number > static_cast<std::int64_t>(old.size())) {
    throw input_error("there is no axis " + std::to_string(number), check_file);
  }
  const auto cut = old.begin() + number;
  give_reshaped(step, {checked_size({old.begin(), cut}), checked_size({cut, old.end()})});
}

void squeeze_operator(Step& step) {
  const Shape& old = step.in(0).shape();
  std::vector<bool> drop(old.size(), false);
  const std::vector<std::int64_t> axes = step.integers("axes", 1);
  for (const std::int64_t a : axes) drop[Step::axis(a, old.size())] = true;
  Shape shape;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (drop[i] && old[i] != 1) throw input_error("squeezes an axis that is not 1", check_file);
    if (!(axes.empty() ? old[i] == 1 : drop[i])) shape.push_back(old[i]);
  }
  give_reshaped(step, shape);
}

void unsqueeze_operator(Step& step) {
  const Shape& old = step.in(0).shape();
  const std::vector<std::int64_t> axes = step.integers("axes", 1);
  std::vector<bool> is_new(old.size() + axes.size(), false);
  for (const std::int64_t a : axes) {
    const std::size_t i = Step::axis(a, is_new.size());
    if (is_new[i]) throw input_error("unsqueezes an axis twice", check_file);
    is_new[i] = true;
  }
  Shape shape;
  std::size_t next = 0;
  for (const bool fresh : is_new) shape.push_back(fresh ? 1 : old[next++]);
  give_reshaped(step, shape);
}

// --- Parts of tensors ---

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

void add_moving_operators(Operators& table) {
  table["Transpose"] = transpose_operator;
  table["Reshape"] = reshape_operator;
  table["Flatten"] = flatten_operator;
  table["Squeeze"] = squeeze_operator;
  table["Unsqueeze"] = unsqueeze_operator;
  table["Slice"] = slice_operator;
  table["Split"] = split_operator;
  table["Gather"] = gather_operator;
  table["Concat"] = concat_operator;
  table["Expand"] = expand_operator;
  table["DepthToSpace"] = depth_to_space_operator;
}

}  // namespace isthmus::onnx

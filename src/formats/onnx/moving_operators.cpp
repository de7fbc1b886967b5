// Operators that give tensors other axes: done to labels, and to views of weights.
#include <algorithm>
#include <numeric>

#include "formats/onnx/moving.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

const char* const check_file = "check the file";

}  // namespace

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

void give_moved(Step& step, Value value, Labels labels) {
  value.labels = std::move(labels);
  step.give(std::move(value));
}

std::uint64_t unsigned_size(std::int64_t n) {
  if (n < 0) throw input_error("a negative size " + std::to_string(n), check_file);
  return static_cast<std::uint64_t>(n);
}

namespace {

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

}  // namespace

void add_moving_operators(Operators& table) {
  table["Transpose"] = transpose_operator;
  table["Reshape"] = reshape_operator;
  table["Flatten"] = flatten_operator;
  table["Squeeze"] = squeeze_operator;
  table["Unsqueeze"] = unsqueeze_operator;
}

}  // namespace isthmus::onnx

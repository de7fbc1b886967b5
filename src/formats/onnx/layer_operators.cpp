// Operators with weights: each makes a run of new units, and links from the old ones.
//
// A weight that is used at many places (pixels, positions of a sequence) belongs to one edge
// between units, so that the units at these places are tied first. The kernel from channel a to
// channel b is a bundle of parallel edges (Theory §1.1).
#include <numeric>
#include <utility>

#include "formats/onnx/sums.hpp"
#include "formats/onnx/window.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

const char* const check_file = "check the file";

[[noreturn]] void refuse(const std::string& cause) { throw input_error(cause, check_file); }

/// Input i, which must be weights with `rank` axes.
const Value& weights(const Step& step, std::size_t i, std::size_t rank) {
  const Value& value = step.in(i);
  if (value.kind == Kind::unknown) {
    throw input_error("its weights are made by " + value.origin,
                      "export the model with constants folded");
  }
  if (value.kind != Kind::weights)
    refuse("input " + std::to_string(i) + " is no tensor of weights");
  if (value.shape().size() != rank || checked_size(value.shape()) == 0) {
    refuse("the weights " + quoted(step.state.constant_of(value).name) + " have shape " +
           shape_text(value.shape()));
  }
  return value;
}

std::uint32_t new_units(Step& step, const Value& w, std::uint64_t count) {
  const std::string name = layer_name(step.state.constant_of(w).name, step.node);
  return step.state.builder.add_nodes(name, count, Role::hidden);
}

/// The permutation that swaps the channels with the last axis, where biases are added.
std::vector<std::size_t> swapped(std::size_t rank) {
  std::vector<std::size_t> order(rank);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::swap(order[1], order[rank - 1]);
  return order;
}

/// The unit of every index of one axis, all others tied.
std::vector<std::uint32_t> units_along(Step& step, const Labels& x, std::size_t axis) {
  const Labels tied = collapse_except(x, axis, step.state.tie());
  Shape extent(x.shape.size(), 1);
  extent[axis] = x.shape[axis];
  return spread(tied, extent).at;
}

// --- Dense layers ---

/// Which axis of a matrix belongs to the new units.
enum class Rows { first_axis, second_axis };

/// A matrix applied along one axis of x.
Labels dense(Step& step, const Labels& x, std::size_t axis, const Value& w, Rows rows) {
  const std::size_t out = rows == Rows::first_axis ? 0 : 1;
  const std::size_t in = 1 - out;
  if (w.shape()[in] != x.shape[axis]) {
    refuse("weights of shape " + shape_text(w.shape()) + " meet an input of shape " +
           shape_text(x.shape));
  }
  const std::vector<std::uint32_t> tails = units_along(step, x, axis);
  Place place = step.state.use(w, step.node);
  place.row_stride = w.view.strides[out];
  place.column_stride = w.view.strides[in];
  const std::uint32_t head = new_units(step, w, w.shape()[out]);
  step.state.builder.link(place, tails, head, w.shape()[out]);
  Shape shape = x.shape;
  shape[axis] = w.shape()[out];
  return along_axis(std::move(shape), axis, head);
}

// A factor alpha or beta other than 1 multiplies the function of the weights, not their laws.
void gemm(Step& step) {
  const Labels& x = step.signal(0);
  if (x.shape.size() != 2 || step.integer("transA", 0) != 0) {
    refuse("needs a batch of vectors as input A");
  }
  if (step.real("alpha", 1) == 0 || step.real("beta", 1) == 0) refuse("alpha or beta is 0");
  const Value& w = weights(step, 1, 2);
  const Rows rows = step.integer("transB", 0) != 0 ? Rows::first_axis : Rows::second_axis;
  Labels y = dense(step, x, 1, w, rows);
  if (step.in(2).kind != Kind::absent) y = add(step, y, step.in(2));
  if (step.real("alpha", 1) != 1 || step.real("beta", 1) != 1) {
    step.state.builder.activations.forget(y.at);
  }
  step.give(std::move(y));
}

void matmul(Step& step) {
  if (step.in(0).kind == Kind::signal) {
    const Labels& x = step.signal(0);
    if (x.shape.empty()) refuse("multiplies a single number by a matrix");
    return step.give(dense(step, x, x.shape.size() - 1, weights(step, 1, 2), Rows::second_axis));
  }
  const Labels& x = step.signal(1);
  if (x.shape.size() < 2) refuse("multiplies a matrix by a single vector");
  step.give(dense(step, x, x.shape.size() - 2, weights(step, 0, 2), Rows::first_axis));
}

// --- Convolutions ---

/// The sizes that both kinds of convolution have.
struct Convolution {
  std::uint64_t groups, tails, heads;  ///< in each group
  std::uint64_t kernel;
  Shape picture, window;
};

std::uint64_t group_count(const Step& step, const Labels& x) {
  const std::int64_t groups = step.integer("group", 1);
  if (groups < 1) refuse("the number of groups is " + std::to_string(groups));
  const auto count = static_cast<std::uint64_t>(groups);
  if (x.shape[1] % count != 0) refuse("the groups do not divide the channels");
  return count;
}

void note_folding(Step& step, const std::string& name) {
  if (!is_generated(name)) return;
  step.state.builder.note("the weights of " + title(step.node) + " have the generated name " +
                          quoted(name) +
                          ": the export may have folded a BatchNorm into them, and "
                          "then these are the laws of the folded network");
}

/// Links channels with new ones; rows and columns of a group lie at these strides.
void link_channels(Step& step, const Convolution& c, const Value& w, std::uint32_t head,
                   std::uint64_t row_stride, std::uint64_t column_stride,
                   const std::vector<std::uint32_t>& channels) {
  Place place = step.state.use(w, step.node);
  place.depth = c.kernel;
  place.row_stride = row_stride;
  place.column_stride = column_stride;
  if (c.tails == 1) {
    std::vector<std::uint32_t> tails, heads;
    for (std::uint64_t i = 0; i < c.groups * c.heads; ++i) {
      tails.push_back(channels[i / c.heads]);
      heads.push_back(head + static_cast<std::uint32_t>(i));
    }
    return step.state.builder.link_listed(place, tails, heads);
  }
  for (std::uint64_t g = 0; g < c.groups; ++g) {
    const auto begin = channels.begin() + static_cast<std::ptrdiff_t>(g * c.tails);
    const std::vector<std::uint32_t> tails(begin, begin + static_cast<std::ptrdiff_t>(c.tails));
    step.state.builder.link(place, tails, head + static_cast<std::uint32_t>(g * c.heads), c.heads);
    place.offset += c.heads * c.tails * c.kernel;
  }
}

/// What the operator does to channels; pictures become `size`.
void convolve(Step& step, const Convolution& c, const Value& w, bool rows_first,
              const Shape& size) {
  note_folding(step, step.state.constant_of(w).name);
  if (!is_contiguous(w)) refuse("its kernels are transposed");
  const Labels& x = step.signal(0);
  const std::vector<std::uint32_t> channels = units_along(step, x, 1);
  const std::uint64_t count = c.groups * c.heads;
  const std::uint32_t head = new_units(step, w, count);
  if (rows_first) {
    link_channels(step, c, w, head, c.tails * c.kernel, c.kernel, channels);
  } else {
    link_channels(step, c, w, head, c.kernel, c.heads * c.kernel, channels);
  }
  Shape shape{x.shape[0], count};
  shape.insert(shape.end(), size.begin(), size.end());
  Labels y = along_axis(std::move(shape), 1, head);
  const Value& bias = step.in(2);
  if (bias.kind == Kind::absent) return step.give(std::move(y));
  if (bias.shape() != Shape{count}) refuse("the bias has shape " + shape_text(bias.shape()));
  Labels last = transpose(y, swapped(y.shape.size()));
  last = add(step, last, bias);
  step.give(transpose(last, swapped(y.shape.size())));
}

Convolution sizes(const Step& step, const Labels& x, const Value& w) {
  Convolution c{};
  c.groups = group_count(step, x);
  c.picture.assign(x.shape.begin() + 2, x.shape.end());
  c.window.assign(w.shape().begin() + 2, w.shape().end());
  c.kernel = checked_size(c.window);
  c.tails = x.shape[1] / c.groups;
  return c;
}

[[noreturn]] void refuse_channels(const Labels& x, const Value& w) {
  refuse("kernels of shape " + shape_text(w.shape()) + " meet an input of shape " +
         shape_text(x.shape));
}

const Labels& pictures(const Step& step) {
  const Labels& x = step.signal(0);
  if (x.shape.size() < 3) refuse("needs channels and pictures");
  return x;
}

void conv(Step& step) {
  const Labels& x = pictures(step);
  const Value& w = weights(step, 1, x.shape.size());
  Convolution c = sizes(step, x, w);
  if (w.shape()[1] != c.tails || w.shape()[0] % c.groups != 0) refuse_channels(x, w);
  c.heads = w.shape()[0] / c.groups;
  convolve(step, c, w, true, convolved_size(step, c.picture, c.window));
}

void conv_transpose(Step& step) {
  const Labels& x = pictures(step);
  const Value& w = weights(step, 1, x.shape.size());
  Convolution c = sizes(step, x, w);
  if (w.shape()[0] != x.shape[1]) refuse_channels(x, w);
  c.heads = w.shape()[1];
  convolve(step, c, w, false, transposed_size(step, c.picture, c.window));
}

// --- Normalisation ---

// The units before it are ground, since their laws hold for ε = 0 only; scale and shift are edges
// into new units whose laws are exact.
void batch_normalization(Step& step) {
  const Labels& x = step.signal(0);
  if (x.shape.size() < 2) refuse("needs a batch of units");
  const Value& scales = weights(step, 1, 1);
  for (std::size_t i = 1; i < 5; ++i) {
    if (step.in(i).shape() == Shape{x.shape[1]}) continue;
    refuse("input " + std::to_string(i) + " does not have a number for each channel");
  }
  const std::vector<std::size_t> order = swapped(x.shape.size());
  Labels y = transpose(x, order);
  for (std::size_t i = 0; i + 1 < y.shape.size(); ++i) {
    y = collapse(std::move(y), i, step.state.tie());
  }
  y = scale(step, y, scales, Before::normalisation);
  y = add(step, y, weights(step, 2, 1));
  step.give(transpose(y, order));
}

}  // namespace

void add_layer_operators(Operators& table) {
  table["Gemm"] = gemm;
  table["MatMul"] = matmul;
  table["Conv"] = conv;
  table["ConvTranspose"] = conv_transpose;
  table["BatchNormalization"] = batch_normalization;
}

}  // namespace isthmus::onnx

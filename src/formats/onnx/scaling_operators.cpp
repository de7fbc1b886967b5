// Operators that scale with their input, one unit at a time: activations, pooling, resizing.
//
// What only changes the pictures of a channel ties their pixels together: they belong to one unit
// anyway, except where a map was made from other axes.
#include <algorithm>
#include <cmath>

#include "formats/onnx/step.hpp"
#include "formats/onnx/window.hpp"
#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"

namespace isthmus::onnx {
namespace {

const char* const check_file = "check the file";

void pass(Step& step) { step.give(step.in(0)); }

/// Input 0, with all its units passed through σ.
void activate(Step& step, const Activation& sigma) {
  step.state.builder.activations.apply(step.signal(0).at, sigma);
  step.give(step.signal(0));
}

void relu(Step& step) { activate(step, {0, true}); }
void absolute(Step& step) { activate(step, {-1, true}); }

/// What does not change the scale but is no σ of a unit.
void unknown_activation(Step& step) { activate(step, {0, false}); }

void leaky_relu(Step& step) {
  const double slope = step.real("alpha", static_cast<double>(0.01F));
  if (!std::isfinite(slope)) throw input_error("a slope that is no number", check_file);
  activate(step, {from_binary64(slope), true});
}

void prelu(Step& step) {
  step.state.builder.note("slopes of PRelu are in no law: their own scale does not matter");
  if (step.in(1).kind == Kind::signal) {
    throw input_error("slopes that depend on the input", "make the slopes parameters");
  }
  const Labels& x = step.signal(0);
  if (common_shape(x.shape, step.in(1).shape()) != x.shape) {
    throw input_error("slopes of shape " + shape_text(step.in(1).shape()), check_file);
  }
  unknown_activation(step);
}

// The mask of Dropout and the indices of MaxPool stay absent: nothing downstream can use them.
void cast_operator(Step& step) {
  const std::int64_t to = step.integer("to", 1);
  const bool real = to == 1 || to == 10 || to == 11 || to == 16;
  Value value = step.in(0);
  if (value.kind == Kind::signal && !real) {
    throw input_error("units are turned into whole numbers", "leave the cast out");
  }
  if (value.kind == Kind::numbers && real && !value.real) {
    value = step.state.reals(value.shape(), step.state.to_reals(value));
  } else if (value.kind == Kind::numbers && !real && value.real) {
    std::vector<std::int64_t> whole;
    for (const double x : step.state.to_reals(value)) {
      if (!(std::abs(x) < 9e18)) throw input_error("a number that is no whole one", check_file);
      whole.push_back(static_cast<std::int64_t>(x));
    }
    value = step.state.integers(value.shape(), whole);
  }
  step.give(std::move(value));
}

// --- Pictures ---

/// Input 0 with its pixels tied. Axes from the third on are those of pictures.
Labels tied_pixels(Step& step) {
  Labels x = step.signal(0);
  if (x.shape.size() < 3) throw input_error("needs channels and pictures", check_file);
  for (std::size_t i = 2; i < x.shape.size(); ++i) x = collapse(std::move(x), i, step.state.tie());
  return x;
}

void pool(Step& step) {
  Labels x = tied_pixels(step);
  const Shape size(x.shape.begin() + 2, x.shape.end());
  const Shape pooled = pooled_size(step, size);
  std::copy(pooled.begin(), pooled.end(), x.shape.begin() + 2);
  step.give(std::move(x));
}

void global_pool(Step& step) {
  Labels x = tied_pixels(step);
  std::fill(x.shape.begin() + 2, x.shape.end(), 1);
  step.give(std::move(x));
}

void max_pool(Step& step) {
  step.state.builder.activations.maximum(step.signal(0).at);
  pool(step);
}

void global_max_pool(Step& step) {
  step.state.builder.activations.maximum(step.signal(0).at);
  global_pool(step);
}

void reduce(Step& step) {
  Labels x = step.signal(0);
  const std::size_t rank = x.shape.size();
  std::vector<std::int64_t> axes = step.integers("axes", 1);
  if (axes.empty() && step.integer("noop_with_empty_axes", 0) != 0) return step.give(std::move(x));
  for (std::size_t i = 0; axes.empty() && i < rank; ++i) axes.push_back(static_cast<int>(i));
  if (axes.empty()) return step.give(std::move(x));
  std::vector<bool> reduced(rank, false);
  for (const std::int64_t a : axes) {
    const std::size_t i = Step::axis(a, rank);
    x = collapse(std::move(x), i, step.state.tie());
    x.shape[i] = 1;
    reduced[i] = true;
  }
  if (step.integer("keepdims", 1) != 0) return step.give(std::move(x));
  Shape shape;
  for (std::size_t i = 0; i < rank; ++i) {
    if (!reduced[i]) shape.push_back(x.shape[i]);
  }
  step.give(reshape(x, shape));
}

void reduce_max(Step& step) {
  step.state.builder.activations.maximum(step.signal(0).at);
  reduce(step);
}

void reduce_min(Step& step) {
  step.state.builder.activations.forget(step.signal(0).at);
  reduce(step);
}

// --- Other sizes ---

/// Input 0 with new sizes: where a size changes, the labels are tied along that axis.
void give_resized(Step& step, const Shape& shape) {
  Labels x = step.signal(0);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] != x.shape[i]) x = collapse(std::move(x), i, step.state.tie());
    x.shape[i] = shape[i];
  }
  step.give(std::move(x));
}

Shape scaled(const Shape& shape, const std::vector<double>& scales) {
  if (scales.size() != shape.size()) throw input_error("not one scale for each axis", check_file);
  Shape sizes;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const double size = std::floor(static_cast<double>(shape[i]) * scales[i]);
    if (!(size >= 1 && size < 4e18)) throw input_error("a scale that cannot be", check_file);
    sizes.push_back(scales[i] == 1 ? shape[i] : static_cast<std::uint64_t>(size));
  }
  return sizes;
}

// Cubic interpolation has negative coefficients.
void check_interpolation(Step& step) {
  const std::string mode = step.text("mode", "nearest");
  if (mode == "nearest" || mode == "linear") return;
  step.state.builder.activations.forget(step.signal(0).at);
}

void resize(Step& step) {
  check_interpolation(step);
  if (step.text("coordinate_transformation_mode", "") == "tf_crop_and_resize") {
    throw input_error("crops while it resizes", "crop with Slice");
  }
  const Shape& old = step.signal(0).shape;
  // Opset 10 had no regions of interest.
  const std::size_t scales = step.state.opset < 11 ? 1 : 2;
  if (step.in(3).kind == Kind::absent) {
    return give_resized(step, scaled(old, step.state.to_reals(step.in(scales))));
  }
  Shape sizes;
  for (const std::int64_t n : step.state.to_integers(step.in(3))) {
    if (n <= 0) throw input_error("a size that is not positive", check_file);
    sizes.push_back(static_cast<std::uint64_t>(n));
  }
  if (sizes.size() != old.size()) throw input_error("not one size for each axis", check_file);
  give_resized(step, sizes);
}

void upsample(Step& step) {
  check_interpolation(step);
  std::vector<double> scales;
  if (const Attribute* const given = step.attribute("scales")) scales = given->reals;
  if (step.in(1).kind != Kind::absent) scales = step.state.to_reals(step.in(1));
  give_resized(step, scaled(step.signal(0).shape, scales));
}

void check_padding_value(Step& step) {
  if (step.text("mode", "constant") != "constant") return;
  double value = step.real("value", 0);
  if (step.in(2).kind != Kind::absent) {
    const std::vector<double> given = step.state.to_reals(step.in(2));
    value = given.size() == 1 ? given.front() : 0;
  }
  if (value != 0) throw input_error("pads with a number other than 0", "pad with zeros");
}

// Zeros at the rim of a picture belong to every unit.
void pad(Step& step) {
  check_padding_value(step);
  const std::vector<std::int64_t> pads = step.integers("pads", 1);
  const Shape& old = step.signal(0).shape;
  if (pads.size() != 2 * old.size() || step.in(3).kind != Kind::absent) {
    throw input_error("needs a width for both ends of each axis", check_file);
  }
  Shape shape;
  for (std::size_t i = 0; i < old.size(); ++i) {
    const std::int64_t before = pads[i], after = pads[i + old.size()];
    shape.push_back(padded_size(old[i], before, after));
    if (i == 1 && (before != 0 || after != 0)) {
      throw input_error("adds or removes channels by padding", "concatenate or slice them");
    }
  }
  give_resized(step, shape);
}

}  // namespace

void add_scaling_operators(Operators& table) {
  table["Identity"] = pass;
  table["Cast"] = cast_operator;
  table["Dropout"] = [](Step& step) { step.give(step.signal(0)); };
  table["Relu"] = relu;
  table["LeakyRelu"] = leaky_relu;
  table["Abs"] = absolute;
  table["Neg"] = unknown_activation;
  table["PRelu"] = prelu;
  table["AveragePool"] = pool;
  table["GlobalAveragePool"] = global_pool;
  table["ReduceMean"] = table["ReduceSum"] = reduce;
  table["MaxPool"] = max_pool;
  table["GlobalMaxPool"] = global_max_pool;
  table["ReduceMax"] = reduce_max;
  table["ReduceMin"] = reduce_min;
  table["Resize"] = resize;
  table["Upsample"] = upsample;
  table["Pad"] = pad;
}

}  // namespace isthmus::onnx

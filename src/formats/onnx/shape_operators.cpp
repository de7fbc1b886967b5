// Operators on shapes and other small constants, which exporters put around Reshape and Slice.
#include <algorithm>
#include <limits>

#include "formats/onnx/step.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

constexpr std::uint64_t most = 1 << 16;

const char* const check_file = "check the file";

void shape_operator(Step& step) {
  if (step.in(0).kind == Kind::absent || step.in(0).kind == Kind::opaque ||
      step.in(0).kind == Kind::unknown) {
    throw input_error("the shape is not known", check_file);
  }
  std::vector<std::int64_t> sizes;
  for (const std::uint64_t n : step.in(0).shape()) sizes.push_back(static_cast<std::int64_t>(n));
  const auto rank = static_cast<std::int64_t>(sizes.size());
  const auto clamp = [&](std::int64_t at) {
    return std::clamp<std::int64_t>(at < 0 && at >= -rank ? at + rank : at, 0, rank);
  };
  const std::int64_t start = clamp(step.integer("start", 0));
  const std::int64_t end = std::max(start, clamp(step.integer("end", rank)));
  const std::vector<std::int64_t> part(sizes.begin() + start, sizes.begin() + end);
  step.give(step.state.integers({part.size()}, part));
}

void size_operator(Step& step) {
  const auto size = static_cast<std::int64_t>(checked_size(step.in(0).shape()));
  step.give(step.state.integers({}, {size}));
}

void constant_operator(Step& step) {
  State& state = step.state;
  if (const Attribute* const a = step.attribute("value"); a && a->tensor) {
    return step.give(state.constant(*a->tensor));
  }
  if (const Attribute* const a = step.attribute("value_int")) {
    return step.give(state.integers({}, {a->integer}));
  }
  if (const Attribute* const a = step.attribute("value_float")) {
    return step.give(state.reals({}, {a->real}));
  }
  if (const Attribute* const a = step.attribute("value_ints")) {
    return step.give(state.integers({a->integers.size()}, a->integers));
  }
  if (const Attribute* const a = step.attribute("value_floats")) {
    return step.give(state.reals({a->reals.size()}, a->reals));
  }
  throw input_error("a constant of a kind that is not supported", "use a dense tensor of numbers");
}

void constant_of_shape(Step& step) {
  Shape shape;
  for (const std::int64_t n : step.state.to_integers(step.in(0))) {
    if (n < 0) throw input_error("a negative size", check_file);
    shape.push_back(static_cast<std::uint64_t>(n));
  }
  const std::uint64_t size = checked_size(shape);
  if (size > most) throw limit_error("a constant of more than 2^16 numbers", "use a smaller one");
  const Attribute* const given = step.attribute("value");
  if (!given || !given->tensor) {
    return step.give(step.state.reals(shape, std::vector<double>(size, 0)));
  }
  const Value one = step.state.as_numbers(step.state.constant(*given->tensor));
  if (checked_size(one.shape()) != 1) throw input_error("not one value", check_file);
  if (one.real) {
    const double value = step.state.to_reals(one).front();
    return step.give(step.state.reals(shape, std::vector<double>(size, value)));
  }
  const std::int64_t value = step.state.to_integers(one).front();
  step.give(step.state.integers(shape, std::vector<std::int64_t>(size, value)));
}

std::int64_t single(const Step& step, std::size_t input) {
  const std::vector<std::int64_t> numbers = step.state.to_integers(step.in(input));
  if (numbers.size() != 1) throw input_error("needs a single number", check_file);
  return numbers.front();
}

void range_operator(Step& step) {
  std::int64_t at = single(step, 0);
  const std::int64_t end = single(step, 1), delta = single(step, 2);
  std::vector<std::int64_t> numbers;
  while (delta > 0 ? at < end : delta < 0 && at > end) {
    if (numbers.size() == most) throw limit_error("a range of more than 2^16 numbers", check_file);
    numbers.push_back(at);
    if (__builtin_add_overflow(at, delta, &at)) break;
  }
  step.give(step.state.integers({numbers.size()}, numbers));
}

/// Numbers of `value` broadcast to a shape.
std::vector<std::int64_t> broadcast(const Step& step, const Value& value, const Shape& shape) {
  Value wide = value;
  if (checked_size(shape) > most) throw limit_error("more than 2^16 numbers", check_file);
  wide.labels = expand(value.labels, shape);
  return step.state.to_integers(wide);
}

void where_operator(Step& step) {
  const Shape shape =
      common_shape(common_shape(step.in(0).shape(), step.in(1).shape()), step.in(2).shape());
  const auto condition = broadcast(step, step.in(0), shape);
  const auto yes = broadcast(step, step.in(1), shape), no = broadcast(step, step.in(2), shape);
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < yes.size(); ++i) numbers.push_back(condition[i] ? yes[i] : no[i]);
  step.give(step.state.integers(shape, numbers));
}

void equal_operator(Step& step) {
  const Shape shape = common_shape(step.in(0).shape(), step.in(1).shape());
  const auto a = broadcast(step, step.in(0), shape), b = broadcast(step, step.in(1), shape);
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < a.size(); ++i) numbers.push_back(a[i] == b[i] ? 1 : 0);
  step.give(step.state.integers(shape, numbers));
}

std::int64_t compute(const std::string& op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  const bool fits = op == "Add"   ? !__builtin_add_overflow(a, b, &result)
                    : op == "Sub" ? !__builtin_sub_overflow(a, b, &result)
                    : op == "Mul" ? !__builtin_mul_overflow(a, b, &result)
                                  : b != 0 && b != -1;
  if (op == "Div" && b == -1) return compute("Sub", 0, a);
  if (!fits) throw input_error("a computation of sizes does not fit", check_file);
  return op == "Div" ? a / b : result;
}

}  // namespace

void add_shape_operators(Operators& table) {
  table["Shape"] = shape_operator;
  table["Size"] = size_operator;
  table["Constant"] = constant_operator;
  table["ConstantOfShape"] = constant_of_shape;
  table["Range"] = range_operator;
  table["Where"] = where_operator;
  table["Equal"] = equal_operator;
}

void compute_numbers(Step& step) {
  const Shape shape = common_shape(step.in(0).shape(), step.in(1).shape());
  const auto a = broadcast(step, step.in(0), shape), b = broadcast(step, step.in(1), shape);
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < a.size(); ++i) numbers.push_back(compute(step.node.op, a[i], b[i]));
  step.give(step.state.integers(shape, numbers));
}

}  // namespace isthmus::onnx

// Sums, differences, products and quotients.
//
// A sum of two signals scales only if both scale alike: their units are tied, element by element. A
// parameter that is added is a bias of the unit, broadcast or not. A parameter that multiplies
// makes new units, each with one edge from the old one. A constant that multiplies changes nothing.
#include <algorithm>
#include <cmath>
#include <map>

#include "formats/onnx/sums.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {

bool is_parameter(const Step& step, const Value& value) {
  return value.kind == Kind::weights && !value.shape().empty() &&
         !step.state.constant_of(value).fixed;
}

Value aligned(Value parameter, std::size_t rank) {
  const std::size_t more = rank - parameter.shape().size();
  parameter.labels.shape.insert(parameter.labels.shape.begin(), more, 1);
  parameter.view.strides.insert(parameter.view.strides.begin(), more, 0);
  return parameter;
}

namespace {

/// x as units of a parameter of equal rank: one for each of its elements.
std::vector<std::uint32_t> units_of(Step& step, Labels& x, const Value& parameter) {
  for (std::size_t i = 0; i < x.shape.size(); ++i) {
    if (parameter.shape()[i] == 1) x = collapse(std::move(x), i, step.state.tie());
  }
  return spread(x, parameter.shape()).at;
}

/// No edge may lead into an input, so that a bias needs a unit that is tied to it.
void replace_inputs(Step& step, Labels& x) {
  ModelBuilder& builder = step.state.builder;
  std::map<std::uint32_t, std::uint32_t> units;
  for (const std::uint32_t label : x.at) {
    if (builder.is_input(label)) units.emplace(label, 0);
  }
  if (units.empty()) return;
  std::uint32_t unit = builder.add_nodes(layer_name("::", step.node), units.size(), Role::output);
  for (auto& [input, replacement] : units) {
    replacement = unit++;
    builder.tie(input, replacement);
  }
  for (std::uint32_t& label : x.at) {
    if (builder.is_input(label)) label = units.at(label);
  }
}

Labels add_bias(Step& step, Labels x, const Value& parameter) {
  replace_inputs(step, x);
  const Value bias = aligned(parameter, x.shape.size());
  const std::vector<std::uint32_t> heads = units_of(step, x, bias);
  step.state.builder.activations.shift(heads);
  Place place = step.state.use(bias, step.node);
  if (is_contiguous(bias)) {
    place.row_stride = 1;
    step.state.builder.link_biases(place, heads);
  } else {
    step.state.builder.link_biases_at(place, heads, positions(bias));
  }
  return x;
}

Labels add_constant(Step& step, Labels x, const Value& value) {
  const std::vector<double> numbers = step.state.to_reals(value);
  if (std::all_of(numbers.begin(), numbers.end(), [](double n) { return n == 0; })) return x;
  for (const std::uint32_t label : x.at) step.state.builder.ground(label);
  step.state.builder.activations.forget(x.at);
  step.state.builder.note("there is no law of the units that " + title(step.node) +
                          " adds a constant to");
  return x;
}

}  // namespace

Labels add(Step& step, const Labels& x, const Value& value) {
  const Shape shape = common_shape(x.shape, value.shape());
  Labels wide = expand(x, shape);
  if (value.kind == Kind::signal) {
    // The sum of two units is neither of them, even if both are the same.
    step.state.builder.activations.forget(x.at);
    step.state.builder.activations.forget(value.labels.at);
    return merge(wide, expand(value.labels, shape), step.state.tie());
  }
  return is_parameter(step, value) ? add_bias(step, std::move(wide), value)
                                   : add_constant(step, std::move(wide), value);
}

Labels scale(Step& step, const Labels& x, const Value& parameter, Before before) {
  if (!is_contiguous(parameter)) {
    throw input_error("multiplies by transposed weights", "export the model with constants folded");
  }
  Labels wide = expand(x, common_shape(x.shape, parameter.shape()));
  const Value factor = aligned(parameter, wide.shape.size());
  const std::vector<std::uint32_t> tails = units_of(step, wide, factor);
  State& state = step.state;
  const std::string name = layer_name(state.constant_of(parameter).name, step.node);
  const std::uint32_t first = state.builder.add_nodes(name, tails.size(), Role::hidden);
  std::vector<std::uint32_t> heads(tails.size());
  for (std::size_t i = 0; i < heads.size(); ++i) heads[i] = first + static_cast<std::uint32_t>(i);
  Place place = state.use(factor, step.node);
  place.row_stride = 1;
  if (before == Before::normalisation) {
    state.builder.link_normalised(place, tails, heads);
  } else {
    state.builder.link_listed(place, tails, heads);
  }
  return {wide.shape, factor.shape(), std::move(heads)};
}

namespace {

bool is_size(const Value& value) { return value.kind == Kind::numbers && !value.real; }

bool both_sizes(const Step& step) { return is_size(step.in(0)) && is_size(step.in(1)); }

void add_operator(Step& step) {
  if (both_sizes(step)) return compute_numbers(step);
  const bool second = step.in(0).kind != Kind::signal;
  Labels result = add(step, step.signal(second ? 1 : 0), step.in(second ? 0 : 1));
  if (step.node.op == "Sub") step.state.builder.activations.forget(result.at);
  step.give(std::move(result));
}

/// Multiplication by constants, none of which may be 0.
Labels by_constant(Step& step, const Labels& x, const Value& value) {
  bool is_one = true;
  for (const double factor : step.state.to_reals(value)) {
    is_one = is_one && factor == 1;
    if (factor == 0 || !std::isfinite(factor)) {
      throw input_error("multiplies or divides units by " + std::to_string(factor),
                        "export the model without it");
    }
  }
  if (!is_one) step.state.builder.activations.forget(x.at);
  return expand(x, common_shape(x.shape, value.shape()));
}

void multiply(Step& step) {
  if (both_sizes(step)) return compute_numbers(step);
  const bool second = step.in(0).kind != Kind::signal;
  const Labels& x = step.signal(second ? 1 : 0);
  const Value& factor = step.in(second ? 0 : 1);
  step.give(is_parameter(step, factor) ? scale(step, x, factor, Before::units)
                                       : by_constant(step, x, factor));
}

void divide(Step& step) {
  if (both_sizes(step)) return compute_numbers(step);
  if (is_parameter(step, step.in(1))) {
    step.state.builder.note(title(step.node) + " divides by " +
                            quoted(step.state.constant_of(step.in(1)).name) +
                            ", which is taken for a constant");
  }
  step.give(by_constant(step, step.signal(0), step.in(1)));
}

void sum(Step& step) {
  Labels total = step.signal(0);
  for (std::size_t i = 1; i < step.inputs.size(); ++i) total = add(step, total, step.in(i));
  step.give(std::move(total));
}

/// Max and Min scale with their inputs if all do.
void extremum(Step& step) {
  for (std::size_t i = 0; i < step.inputs.size(); ++i) static_cast<void>(step.signal(i));
  sum(step);
}

}  // namespace

void add_elementwise_operators(Operators& table) {
  table["Add"] = table["Sub"] = add_operator;
  table["Mul"] = multiply;
  table["Div"] = divide;
  table["Sum"] = sum;
  table["Max"] = table["Min"] = table["Mean"] = extremum;
}

}  // namespace isthmus::onnx

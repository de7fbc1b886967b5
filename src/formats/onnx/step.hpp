// One node of the graph about to be read: its inputs and attributes, and where its outputs go.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "formats/onnx/state.hpp"

namespace isthmus::onnx {

struct Step {
  State& state;
  const GraphNode& node;
  std::vector<Value> inputs;
  std::vector<Value> outputs;  ///< one for each output of the node, absent at first

  /// Input i, absent if there are fewer.
  [[nodiscard]] const Value& in(std::size_t i) const;
  /// Input i, which must be a signal.
  [[nodiscard]] const Labels& signal(std::size_t i) const;
  /// Sets output 0.
  void give(Labels signal);
  void give(Value value);

  [[nodiscard]] const Attribute* attribute(const std::string& name) const;
  [[nodiscard]] std::int64_t integer(const std::string& name, std::int64_t otherwise) const;
  [[nodiscard]] double real(const std::string& name, double otherwise) const;
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise) const;
  [[nodiscard]] std::vector<std::int64_t> integers(const std::string& name) const;
  /// Whole numbers that older opsets give as an attribute and newer ones as an input; empty if
  /// neither is there.
  [[nodiscard]] std::vector<std::int64_t> integers(const std::string& name,
                                                   std::size_t input) const;
  /// Axis counted from the front. Throws Error (bad_input) if there is none of that number.
  [[nodiscard]] static std::size_t axis(std::int64_t number, std::size_t rank);
};

/// Add, Sub, Mul and Div of whole numbers that are no units: the computations of sizes.
void compute_numbers(Step& step);

/// `name` of weights without the word "weight", or a name made from the node if it is generated.
[[nodiscard]] std::string layer_name(const std::string& weights, const GraphNode& node);

/// True of names such as onnx::Conv_123, which exporters make for constants of their own.
[[nodiscard]] bool is_generated(const std::string& name);

using Operator = void (*)(Step&);
using Operators = std::map<std::string, Operator>;

/// The operators by what they do to units.
void add_moving_operators(Operators& table);       ///< they give tensors other axes
void add_part_operators(Operators& table);         ///< they take parts, or put them together
void add_shape_operators(Operators& table);        ///< they compute shapes and indices
void add_scaling_operators(Operators& table);      ///< unit by unit, or windows of one unit
void add_elementwise_operators(Operators& table);  ///< of two or more tensors
void add_layer_operators(Operators& table);        ///< they make new units

/// All of them; anything else does not scale with its input.
[[nodiscard]] const Operators& operators();

}  // namespace isthmus::onnx

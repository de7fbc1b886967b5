// The reader at work: values by name, the pool of small constants, the model so far.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "formats/onnx/model_builder.hpp"
#include "formats/onnx/value.hpp"
#include "isthmus/formats/onnx.hpp"

namespace isthmus::onnx {

class State {
 public:
  State(std::int64_t opset_version, const OnnxLimits& limits)
      : opset(opset_version), labels_left_(limits.labels) {}

  const std::int64_t opset;
  ModelBuilder builder;

  /// The value of that name. Requires that it was defined. "" is an absent one.
  [[nodiscard]] const Value& value(const std::string& name) const;
  [[nodiscard]] bool is_defined(const std::string& name) const { return values_.contains(name); }
  /// Throws Error if the name is taken or the labels of all values become too many.
  void define(const std::string& name, Value value);

  /// Whole numbers or real ones as a value.
  [[nodiscard]] Value integers(Shape shape, const std::vector<std::int64_t>& numbers);
  [[nodiscard]] Value reals(Shape shape, const std::vector<double>& numbers);
  /// An initialiser, or the constant of a node, which must live as long as this object.
  [[nodiscard]] Value constant(const Constant& constant);
  [[nodiscard]] const Constant& constant_of(const Value& weights) const {
    return *constants_[weights.view.constant];
  }

  /// The elements in order. Throws Error (bad_input) if they are not small constants of that type.
  [[nodiscard]] std::vector<std::int64_t> to_integers(const Value& value) const;
  [[nodiscard]] std::vector<double> to_reals(const Value& value) const;
  [[nodiscard]] std::int64_t integer(std::uint32_t position) const { return integers_[position]; }
  /// Small weights as numbers; other values as they are.
  [[nodiscard]] Value as_numbers(const Value& value);

  /// The place of the first weight of a view in the model's tensors, without strides. Throws Error
  /// if `user` is the second that trains these weights.
  [[nodiscard]] Place use(const Value& weights, const GraphNode& user);

  [[nodiscard]] Tie tie() {
    return [this](std::uint32_t a, std::uint32_t b) { builder.tie(a, b); };
  }

 private:
  [[nodiscard]] Value numbers(Shape shape, std::size_t first, bool real) const;

  std::unordered_map<std::string, Value> values_;
  std::vector<std::int64_t> integers_;
  std::vector<double> reals_;
  std::vector<const Constant*> constants_;
  std::map<std::size_t, std::string> users_;      ///< of trained constants
  std::map<std::size_t, std::uint32_t> tensors_;  ///< of used constants
  std::uint64_t labels_left_;
};

}  // namespace isthmus::onnx

// Graphs of operators, made node by node.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "formats/onnx/labels.hpp"
#include "formats/onnx/read_graph.hpp"
#include "support/message.hpp"

namespace isthmus::onnx {

/// A graph that grows by one node a call.
class Builder {
 public:
  explicit Builder(std::vector<std::int64_t> input) {
    graph.opset = 14;
    graph.inputs.push_back({"x", true, std::move(input)});
  }

  /// An initialiser with elements 1, 2, 3, …
  Builder& weights(const std::string& name, Shape shape) {
    std::vector<double> numbers(checked_size(shape));
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i + 1);
    const Tensor tensor = make_tensor(name, shape, NumberType::binary64, numbers);
    graph.constants.push_back({name, Element::binary64, shape, tensor.owner, tensor.data, false});
    return *this;
  }

  Builder& integers(const std::string& name, const std::vector<std::int64_t>& numbers) {
    const auto bytes = std::make_shared<std::vector<std::int64_t>>(numbers);
    graph.constants.push_back({name,
                               Element::int64,
                               {numbers.size()},
                               bytes,
                               reinterpret_cast<const std::byte*>(bytes->data()),
                               false});
    return *this;
  }

  Builder& node(const std::string& op, std::vector<std::string> inputs, const std::string& output,
                std::vector<Attribute> attributes = {}) {
    graph.nodes.push_back(
        {op + "_" + output, op, "", std::move(inputs), {output}, std::move(attributes)});
    return *this;
  }

  [[nodiscard]] Model model(const std::string& output) {
    graph.outputs = {output};
    Model model = read_graph(graph, "test", {});
    validate(model);
    return model;
  }

  [[nodiscard]] std::string complaint(const std::string& output) {
    return test::message_of([&] { return model(output); });
  }

  Graph graph;
};

inline Attribute integer(const std::string& name, std::int64_t value) {
  Attribute a;
  a.name = name;
  a.integer = value;
  return a;
}

inline Attribute integers(const std::string& name, std::vector<std::int64_t> values) {
  Attribute a;
  a.name = name;
  a.integers = std::move(values);
  return a;
}

}  // namespace isthmus::onnx

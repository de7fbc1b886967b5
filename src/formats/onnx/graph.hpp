// What an ONNX file says, in plain structs: the only form in which the rest of the reader sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isthmus::onnx {

/// Types of tensor elements that the reader can use.
enum class Element { binary16, bfloat16, binary32, binary64, int32, int64, boolean };

/// Bytes of one element: 2, 2, 4, 8, 4, 8, 1.
[[nodiscard]] std::size_t byte_size(Element element);

/// True of the four floating-point types.
[[nodiscard]] bool is_real(Element element);

/// An initialiser or a constant of a node. The bytes are as many as shape and element say.
struct Constant {
  std::string name;
  Element element = Element::binary32;
  std::vector<std::uint64_t> shape;
  std::shared_ptr<const void> owner;
  const std::byte* data = nullptr;  ///< little-endian, of any alignment
  bool fixed = false;               ///< written into a node, so that it is no parameter
};

struct Attribute {
  std::string name;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::optional<Constant> tensor;
};

struct GraphNode {
  std::string name;  ///< may be empty
  std::string op;
  std::string domain;  ///< empty: ONNX's own operators
  std::vector<std::string> inputs, outputs;
  std::vector<Attribute> attributes;
};

struct GraphInput {
  std::string name;
  bool has_shape = false;
  std::vector<std::int64_t> shape;  ///< -1: dynamic
};

struct Graph {
  std::string name;
  std::int64_t opset = 0;
  std::vector<GraphNode> nodes;
  std::vector<Constant> constants;
  std::vector<GraphInput> inputs;
  std::vector<std::string> outputs;
};

/// `Conv "name"`, or by its first output if the node has no name; for messages.
[[nodiscard]] std::string title(const GraphNode& node);

/// Product of a shape. Throws Error (bad_input) if it does not fit into 62 bits.
[[nodiscard]] std::uint64_t checked_size(const std::vector<std::uint64_t>& shape);

/// "2x3x3", "()" for a single number.
[[nodiscard]] std::string shape_text(const std::vector<std::uint64_t>& shape);

}  // namespace isthmus::onnx

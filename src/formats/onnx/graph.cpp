#include "formats/onnx/graph.hpp"

#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

constexpr std::uint64_t largest = std::uint64_t{1} << 62;

}  // namespace

std::size_t byte_size(Element element) {
  switch (element) {
    case Element::binary16:
    case Element::bfloat16:
      return 2;
    case Element::binary32:
    case Element::int32:
      return 4;
    case Element::binary64:
    case Element::int64:
      return 8;
    case Element::boolean:
      return 1;
  }
  return 0;
}

bool is_real(Element element) { return element <= Element::binary64; }

std::string title(const GraphNode& node) {
  const std::string& name =
      !node.name.empty() || node.outputs.empty() ? node.name : node.outputs[0];
  const std::string op = quoted(node.op);
  return op.substr(1, op.size() - 2) + " " + quoted(name);
}

std::uint64_t checked_size(const std::vector<std::uint64_t>& shape) {
  std::uint64_t size = 1;
  for (const std::uint64_t n : shape) {
    if (n > largest || (n != 0 && size > largest / n)) {
      throw input_error("a tensor of shape " + shape_text(shape) + " is too large",
                        "check the file");
    }
    size *= n;
  }
  return size;
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  if (shape.empty()) return "()";
  std::string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i == 8) return text + "x…";
    text += (i == 0 ? "" : "x") + std::to_string(shape[i]);
  }
  return text;
}

}  // namespace isthmus::onnx

// Files in protobuf, translated into plain structs.
#pragma once

#include <string>
#include <string_view>

#include "formats/onnx/graph.hpp"
#include "isthmus/formats/onnx.hpp"

namespace isthmus::onnx {

/// Reads a file; tensors may lie in files beside it.
[[nodiscard]] Graph load_file(const std::string& path, const OnnxLimits& limits);
/// Reads the content of a file; tensors in other files are refused.
[[nodiscard]] Graph load_bytes(std::string_view bytes, const OnnxLimits& limits);

}  // namespace isthmus::onnx

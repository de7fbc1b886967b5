// From what an ONNX file says to the network it means.
#pragma once

#include <string>

#include "formats/onnx/graph.hpp"
#include "isthmus/formats/onnx.hpp"

namespace isthmus::onnx {

/// As read_onnx, but not yet validated. Tensors borrow the graph's bytes through their owners.
[[nodiscard]] Model read_graph(const Graph& graph, const std::string& name,
                               const OnnxLimits& limits);

}  // namespace isthmus::onnx

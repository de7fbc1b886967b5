// What can be said of a graph before any node is read: order, what depends on the input, and which
// operators stand in the way of laws.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/onnx/graph.hpp"

namespace isthmus::onnx {

/// By node.
struct Plan {
  std::vector<bool> dynamic;  ///< its outputs depend on the network's input, not only their shapes
  std::vector<bool> tail;     ///< does not scale with its input, and no weights come after it
};

/// Throws Error (bad_input) if a name is used before it is defined (as in a cycle) or defined
/// twice, and if weights come after operators that do not scale: one error that names all of these.
/// O(size of the graph).
[[nodiscard]] Plan plan(const Graph& graph);

}  // namespace isthmus::onnx

// What the reader knows of a tensor that flows through the graph.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/onnx/graph.hpp"
#include "formats/onnx/labels.hpp"

namespace isthmus::onnx {

enum class Kind {
  absent,   ///< an optional input that is not given
  signal,   ///< depends on the network's input; labels are nodes of the model
  numbers,  ///< small constants; labels are positions in the pool of numbers
  weights,  ///< an initialiser of floating-point numbers, or a view of one
  unknown,  ///< a constant that the reader did not compute
  opaque    ///< made after the last law
};

/// The element at index (i, j, …) of a view is number offset + i·strides[0] + j·strides[1] + … .
struct View {
  std::size_t constant = 0;  ///< position in Graph::constants, or beyond in constants of nodes
  std::uint64_t offset = 0;
  Shape strides;
};

struct Value {
  Kind kind = Kind::absent;
  Labels labels;       ///< of signals and numbers; of weights only the shape
  bool real = false;   ///< of numbers: floating-point
  View view;           ///< of weights
  std::string origin;  ///< of unknowns: the title of the node that makes them

  [[nodiscard]] const Shape& shape() const { return labels.shape; }
};

/// Strides of an array whose last axis runs fastest.
[[nodiscard]] Shape contiguous_strides(const Shape& shape);

/// True if the elements of a view lie one after the other.
[[nodiscard]] bool is_contiguous(const Value& weights);

/// Where the elements of a view lie, in their order.
[[nodiscard]] std::vector<std::uint64_t> positions(const Value& weights);

}  // namespace isthmus::onnx

// A diagram cut into layers, so that every link joins neighbouring layers.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "isthmus/draw/diagram.hpp"

namespace isthmus::draw {

/// Vertices 0 … nodes-1 are those of the diagram, the rest are bends of long edges.
struct Layering {
  std::vector<std::size_t> layer;  ///< of each vertex
  std::size_t layers = 0;
  /// The vertices of each edge from tail to head; neighbours lie in neighbouring layers. Loops have
  /// the node alone.
  std::vector<std::vector<std::size_t>> chains;

  [[nodiscard]] std::size_t vertices() const noexcept { return layer.size(); }
};

[[nodiscard]] Layering layering(const Diagram& diagram);

}  // namespace isthmus::draw

// Places for the nodes and edges of a diagram: a layered drawing.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/draw/diagram.hpp"

namespace isthmus {

/// A place in tenths of a pixel, y downwards. Integers, so that every machine draws the same.
struct DrawnPoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend bool operator==(const DrawnPoint&, const DrawnPoint&) = default;
};

/// A box around `centre`, and the middle of its note.
struct DrawnNode {
  DrawnPoint centre;
  DrawnPoint note;
  std::int64_t half_width = 0;
  std::int64_t half_height = 0;
};

/// From the border of the tail's box to the border of the head's box, in the direction of the
/// edge. The points between guide a quadratic B-spline: straight from the first point to the
/// middle of the first stretch, then a curve to the middle of the next with the point between as
/// its control point, and so on, straight at the end.
using DrawnPath = std::vector<DrawnPoint>;

/// Nodes and edges in the order of the diagram; everything lies in 0 … width × 0 … height.
struct LayeredDrawing {
  Diagram diagram;
  std::vector<DrawnNode> nodes;
  std::vector<DrawnPath> paths;
  std::vector<DrawnPoint> labels;  ///< the middle of each edge's label
  std::int64_t width = 0;
  std::int64_t height = 0;
};

/// Edges run to the right, or downwards when there are many layers. Directed cycles and loops are
/// drawn too. Deterministic; O(n²) with a small factor for a diagram of readable size.
[[nodiscard]] LayeredDrawing lay_out(Diagram diagram);

}  // namespace isthmus

// The full-dimensional cells of an arrangement of hyperplanes "sum of some coordinates = 0".
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "topology/cell_graph.hpp"

namespace isthmus::topology {

/// Rays of cells have entries of size n^(n/2) (Hadamard): with so many coordinates all products
/// fit into 64 bits.
inline constexpr std::size_t max_dimension = 20;
inline constexpr std::size_t max_planes = 256;

/// The hyperplane on which the sum of the coordinates in `set` is 0.
struct Plane {
  NodeMask set = 0;
  int side = 0;  ///< +1 or -1: only points with that sign count; 0: both sides do
};

/// A cell: the sign of each plane, and a point inside with coprime integers.
struct OpenCell {
  std::vector<std::int8_t> signs;
  std::vector<std::int64_t> point;
};

struct OpenCells {
  std::vector<OpenCell> cells;  ///< by signs, + before −
  bool complete = true;         ///< false: more than the limit, or stopped; then `cells` is empty
};

/// Requires planes that have only 0 in common, no two alike, at most max_planes, and dimension <=
/// max_dimension. Stops beyond `limit` cells.
[[nodiscard]] OpenCells open_cells(std::size_t dimension, const std::vector<Plane>& planes,
                                   std::size_t limit, const std::function<bool()>& stop = {});

/// At most so many cells: 2 Σ_{i<n} C(m−1, i), attained in general position (Schläfli).
[[nodiscard]] Integer most_cells(std::size_t dimension, std::size_t planes);

}  // namespace isthmus::topology

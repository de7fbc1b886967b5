// The bounded cells of the arrangement in {c·y = 1}, dimension by dimension (Theory §6).
#pragma once

#include <string>
#include <vector>

#include "topology/cell_graph.hpp"
#include "topology/piece.hpp"
#include "topology/stages.hpp"

namespace isthmus::topology {

/// The cells of one dimension, in a fixed order, to be found again by their signs.
class CellLevel {
 public:
  static constexpr std::uint32_t absent = 0xffffffff;

  void add(const Cell& cell) { cells_.push_back(cell); }
  /// Call once after the last `add`.
  void make_index();

  [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }
  [[nodiscard]] const Cell& operator[](std::size_t i) const { return cells_[i]; }
  /// The position of the cell, or `absent`.
  [[nodiscard]] std::uint32_t find(const Cell& cell) const;

 private:
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> slots_;  // open addressing
};

struct BoundedCells {
  std::vector<CellLevel> levels;  ///< by dimension; a cell of dimension d has d + 2 parts
  bool has_vertices = false;      ///< the first level is complete
  std::string stopped;            ///< why not all are there; empty if they are
  [[nodiscard]] std::uint64_t count() const;
};

/// A vertex is a set U on height 1/c(U) above the rest, or below it if c(U) < 0: a bond with
/// c(U) ≠ 0. Output-sensitive: O(n·pairs) for each pair of a bounded cell and a cell one dimension
/// above it in its closure, bounded or not.
[[nodiscard]] BoundedCells bounded_cells(const CellGraph& graph, const Balance& c, Stages& stages);

}  // namespace isthmus::topology

// From each dimension to the next.
//
// A cell of dimension d + 1 whose closure contains the cell F splits one part of F into two
// connected halves, one above the other: a bond of that part. The facets of a cell are its covers,
// made level. A polyhedron without lines and of dimension at least 2 is bounded exactly if all of
// its facets are, and an edge exactly if it has two vertices; so a cell is bounded exactly if all
// its facets are among the bounded cells of the dimension below. A cell is taken up when it is
// met from the first of its facets, hence once, without looking it up.
//
// Rejected: enumerating all acyclic orientations of all contractions and testing each by a flow;
// most of them are unbounded, and the incidences would have to be found afterwards.
#include "topology/bounded_cells.hpp"

#include <algorithm>
#include <bit>

#include "topology/bonds.hpp"

namespace isthmus::topology {
namespace {

std::uint64_t mix(std::uint64_t h, std::uint64_t word) {
  h = (h ^ word) * 0x9e3779b97f4a7c15ULL;
  return h ^ (h >> 29);
}

std::uint64_t hash(const Cell& cell) {
  std::uint64_t h = 0;
  for (const std::uint64_t word : cell.first.words) h = mix(h, word);
  for (const std::uint64_t word : cell.second.words) h = mix(h, word);
  return h;
}

Cell joined(const Cell& a, const Cell& b) { return {a.first | b.first, a.second | b.second}; }

class Enumeration {
 public:
  Enumeration(const CellGraph& graph, const Balance& c, const CellLimits& limits)
      : graph_(graph), c_(c), limits_(limits), bonds_(graph) {}

  BoundedCells run() {
    add_vertices();
    while (result_.stopped.empty() && result_.levels.back().size() > 0) add_level();
    if (result_.stopped.empty()) result_.levels.pop_back();
    return std::move(result_);
  }

 private:
  void add_vertices() {
    result_.levels.emplace_back();
    const auto* halves = bonds_.of(graph_.all_nodes(), limits_.cells);
    if (halves == nullptr) return stop_at("cuts");
    for (const NodeMask half : *halves) add_vertex(half, graph_.all_nodes() & ~half);
    result_.levels.back().make_index();
  }
  void add_vertex(NodeMask half, NodeMask other) {
    const bool grounded = (half >> graph_.ground() & 1) != 0;
    const NodeMask set = grounded ? other : half, rest = grounded ? half : other;
    const int sign = sign_of(charge(set));
    if (sign > 0) result_.levels.back().add(graph_.signs_between(set, rest));
    if (sign < 0) result_.levels.back().add(graph_.signs_between(rest, set));
  }
  [[nodiscard]] Rational charge(NodeMask set) const {
    Rational sum = 0;
    for (; set != 0; set &= set - 1) {
      sum += c_[NodeId{static_cast<std::uint32_t>(std::countr_zero(set))}];
    }
    return sum;
  }

  void add_level() {
    CellLevel next;
    const CellLevel& level = result_.levels.back();
    for (std::uint32_t i = 0; i < level.size() && result_.stopped.empty(); ++i) {
      if (i % 256 == 0) report(i, level.size());
      add_above(level, i, next);
      if (result_.count() + next.size() > limits_.cells) stop_at("cells", i, next.size());
    }
    next.make_index();
    result_.levels.push_back(std::move(next));
  }
  void report(std::uint32_t done, std::size_t total) {
    if (limits_.on_progress) limits_.on_progress(done, total);
    if (limits_.stop && limits_.stop()) result_.stopped = "the time limit was reached";
  }
  /// The cells of the next level whose first facet is level[i].
  void add_above(const CellLevel& level, std::uint32_t i, CellLevel& next) {
    for (const NodeMask part : graph_.order(level[i]).parts) {
      if (std::has_single_bit(part)) continue;
      const auto* halves = bonds_.of(part, limits_.cells);
      if (halves == nullptr) return stop_at("cuts");
      for (const NodeMask half : *halves) {
        const NodeMask other = part & ~half;
        try_cell(level, i, joined(level[i], graph_.signs_between(half, other)), next);
        try_cell(level, i, joined(level[i], graph_.signs_between(other, half)), next);
      }
    }
  }
  void try_cell(const CellLevel& level, std::uint32_t from, const Cell& cell, CellLevel& next) {
    for (const Cover& cover : graph_.order(cell).covers) {
      const std::uint32_t facet = level.find(
          {cell.first.without(cover.signs.first), cell.second.without(cover.signs.second)});
      if (facet == CellLevel::absent || facet < from) return;
    }
    next.add(cell);
  }

  void stop_at(const char* what) {
    result_.stopped = std::string("there are more than ") + std::to_string(limits_.cells) + " " +
                      what + ", the limit";
  }
  /// With what the part of the level that was done lets expect.
  void stop_at(const char* what, std::uint32_t done, std::size_t found) {
    stop_at(what);
    const double share = (done + 1.0) / static_cast<double>(result_.levels.back().size());
    const auto expected = static_cast<std::uint64_t>(static_cast<double>(found) / share);
    result_.stopped += " (about " + std::to_string(expected) + " in dimension " +
                       std::to_string(result_.levels.size()) + " alone)";
  }

  const CellGraph& graph_;
  const Balance& c_;
  const CellLimits& limits_;
  Bonds bonds_;
  BoundedCells result_;
};

}  // namespace

void CellLevel::make_index() {
  slots_.assign(std::bit_ceil(2 * cells_.size() + 1), absent);
  for (std::uint32_t i = 0; i < cells_.size(); ++i) {
    std::size_t at = hash(cells_[i]) & (slots_.size() - 1);
    while (slots_[at] != absent) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = i;
  }
}

std::uint32_t CellLevel::find(const Cell& cell) const {
  std::size_t at = hash(cell) & (slots_.size() - 1);
  while (slots_[at] != absent && cells_[slots_[at]] != cell) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

std::uint64_t BoundedCells::count() const {
  std::uint64_t sum = 0;
  for (const CellLevel& level : levels) sum += level.size();
  return sum;
}

BoundedCells bounded_cells(const CellGraph& graph, const Balance& c, const CellLimits& limits) {
  return Enumeration(graph, c, limits).run();
}

}  // namespace isthmus::topology

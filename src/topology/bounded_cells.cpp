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
#include <memory>
#include <mutex>

#include "isthmus/parallel/bytes.hpp"
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

void append(std::string& bytes, const Cell& cell) {
  for (const std::uint64_t word : cell.first.words) append_number(bytes, word);
  for (const std::uint64_t word : cell.second.words) append_number(bytes, word);
}

Cell read_cell(BytesReader& reader) {
  Cell cell;
  for (std::uint64_t& word : cell.first.words) word = reader.number();
  for (std::uint64_t& word : cell.second.words) word = reader.number();
  return cell;
}

/// Tables of bonds, one for each thread that asks at a time; what they keep is used again.
class BondTables {
 public:
  explicit BondTables(const CellGraph& graph) : graph_(graph) {}
  std::unique_ptr<Bonds> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Bonds>(graph_);
    auto table = std::move(idle_.back());
    idle_.pop_back();
    return table;
  }
  void give_back(std::unique_ptr<Bonds> table) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(table));
  }

 private:
  const CellGraph& graph_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Bonds>> idle_;
};

class Enumeration {
 public:
  Enumeration(const CellGraph& graph, const Balance& c, Stages& stages)
      : graph_(graph), c_(c), stages_(stages), tables_(graph) {}

  BoundedCells run() {
    add_vertices();
    while (result_.stopped.empty() && result_.levels.back().size() > 0) add_level();
    if (result_.stopped.empty()) result_.levels.pop_back();
    return std::move(result_);
  }

 private:
  void add_vertices() {
    result_.levels.emplace_back();
    Bonds bonds(graph_);
    const auto* halves = bonds.of(graph_.all_nodes(), stages_.cell_limit());
    if (halves == nullptr) return stop_at("cuts", "");
    for (const NodeMask half : *halves) add_vertex(half, graph_.all_nodes() & ~half);
    result_.levels.back().make_index();
    result_.has_vertices = true;
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
    const std::size_t chunks = (result_.levels.back().size() + chunk - 1) / chunk;
    if (!promises_to_fit(chunks)) return;
    const FarmResult found =
        stages_.run("finding cells", chunks, [&](std::size_t i) { return cells_above(i); });
    if (!found.complete) {
      result_.stopped = out_of_time;
      return;
    }
    CellLevel next;
    for (const auto& item : found.items) {
      BytesReader reader(*item);
      while (!reader.at_end()) next.add(read_cell(reader));
    }
    next.make_index();
    const bool fits = result_.count() + next.size() <= stages_.cell_limit();
    if (!fits) return stop_at("cells", std::to_string(next.size()));
    result_.levels.push_back(std::move(next));
  }
  /// Tries some chunks of a long level beforehand, so that a level far beyond the limit is never
  /// held in memory.
  bool promises_to_fit(std::size_t chunks) {
    if (chunks < 4 * tried) return true;
    const FarmResult found =
        stages_.try_out(tried, [&](std::size_t i) { return cells_above(i * (chunks / tried)); });
    std::uint64_t bytes = 0;
    for (const auto& item : found.items) bytes += item ? item->size() : 0;
    const std::uint64_t expected = bytes / sizeof(Cell) * (chunks / tried);
    if (result_.count() + expected / 2 <= stages_.cell_limit()) return true;
    stop_at("cells", "about " + std::to_string(expected));
    return false;
  }
  /// The cells of the next level whose first facet is in the given chunk of this one.
  [[nodiscard]] std::string cells_above(std::size_t number) {
    const CellLevel& level = result_.levels.back();
    std::unique_ptr<Bonds> bonds = tables_.take();
    std::string bytes;
    const std::size_t end = std::min(level.size(), (number + 1) * chunk);
    for (std::size_t i = number * chunk; i < end; ++i) {
      add_above(level, static_cast<std::uint32_t>(i), *bonds, bytes);
    }
    tables_.give_back(std::move(bonds));
    return bytes;
  }
  void add_above(const CellLevel& level, std::uint32_t i, Bonds& bonds, std::string& bytes) const {
    for (const NodeMask part : graph_.order(level[i]).parts) {
      if (std::has_single_bit(part)) continue;
      // A part is smaller than the whole, whose bonds were fewer than the limit.
      for (const NodeMask half : *bonds.of(part, Bonds::no_limit)) {
        const NodeMask other = part & ~half;
        try_cell(level, i, joined(level[i], graph_.signs_between(half, other)), bytes);
        try_cell(level, i, joined(level[i], graph_.signs_between(other, half)), bytes);
      }
    }
  }
  void try_cell(const CellLevel& level, std::uint32_t from, const Cell& cell,
                std::string& bytes) const {
    for (const Cover& cover : graph_.order(cell).covers) {
      const std::uint32_t facet = level.find(
          {cell.first.without(cover.signs.first), cell.second.without(cover.signs.second)});
      if (facet == CellLevel::absent || facet < from) return;
    }
    append(bytes, cell);
  }

  void stop_at(const char* what, const std::string& number) {
    result_.stopped =
        "there are more than " + std::to_string(stages_.cell_limit()) + " " + what + ", the limit";
    if (number.empty()) return;
    result_.stopped +=
        " (" + number + " in dimension " + std::to_string(result_.levels.size()) + " alone)";
  }

  static constexpr std::size_t chunk = 256;  // cells
  static constexpr std::size_t tried = 16;   // chunks

  const CellGraph& graph_;
  const Balance& c_;
  Stages& stages_;
  BondTables tables_;
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

BoundedCells bounded_cells(const CellGraph& graph, const Balance& c, Stages& stages) {
  return Enumeration(graph, c, stages).run();
}

}  // namespace isthmus::topology

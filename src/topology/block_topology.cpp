#include "topology/block_topology.hpp"

#include <algorithm>
#include <bit>

#include "isthmus/error.hpp"
#include "topology/cell_homology.hpp"
#include "topology/face_count.hpp"

namespace isthmus::topology {
namespace {

constexpr std::size_t most_cuts_compared = 20'000;
constexpr std::uint64_t face_steps = 2'000'000;

/// The labels of the vertices, as sets; those that contain no other one, each once.
std::vector<Cell> minimal_vertices(const CellGraph& graph, const CellLevel& vertices) {
  std::vector<std::pair<std::size_t, Cell>> sized;  // by the number of variables
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    sized.emplace_back(graph.variables(graph.label(vertices[i])).size(), vertices[i]);
  }
  std::sort(sized.begin(), sized.end());
  std::vector<Cell> kept;
  for (const auto& [size, vertex] : sized) {
    const Cell label = graph.label(vertex);
    const bool is_new = std::none_of(kept.begin(), kept.end(), [&](const Cell& other) {
      const Cell less = graph.label(other);
      return less.first.without(label.first).empty() && less.second.without(label.second).empty();
    });
    if (is_new) kept.push_back(vertex);
  }
  return kept;
}

RawCut raw_cut(const Piece& piece, const CellGraph& graph, const Cell& vertex) {
  const std::vector<NodeMask> parts = graph.order(vertex).parts;
  const bool above = graph.order(vertex).covers.front().above == 0;
  RawCut cut{above ? CutKind::in : CutKind::out, {}, {}, 0};
  for (NodeMask set = parts[0]; set != 0; set &= set - 1) {
    cut.charge += piece.c[NodeId{static_cast<std::uint32_t>(std::countr_zero(set))}];
  }
  std::vector<EdgeId> crossing;
  for (const EdgeId e : piece.network.edges()) {
    const bool tail = (parts[0] >> piece.network.tail(e).value & 1) != 0;
    const bool head = (parts[0] >> piece.network.head(e).value & 1) != 0;
    if (tail != head) crossing.push_back(e);
  }
  cut.edges = original_edges(piece, graph.variables(graph.label(vertex)));
  cut.crossing = original_edges(piece, crossing);
  return cut;
}

std::string too_large(const Piece& piece) {
  return "a block of " + std::to_string(piece.network.hidden_count()) + " hidden nodes and " +
         std::to_string(piece.network.edge_count()) + " bundles has up to 2^" +
         std::to_string(piece.network.hidden_count()) + " − 1 cuts; beyond " +
         std::to_string(max_nodes) + " nodes or " + std::to_string(max_pairs) +
         " adjacent pairs none is tried";
}

void add_cuts(const Piece& piece, const CellGraph& graph, const CellLevel& vertices,
              BlockTopology& result) {
  const std::vector<Cell> minimal = minimal_vertices(graph, vertices);
  result.cuts.emplace();
  std::vector<Cell> labels;
  for (const Cell& vertex : minimal) {
    result.cuts->push_back(raw_cut(piece, graph, vertex));
    labels.push_back(graph.label(vertex));
  }
  result.euler = euler_from_faces(piece, graph, labels, face_steps);
}

}  // namespace

BlockTopology block_topology(const Piece& piece, Stages& stages) {
  BlockTopology result;
  if (!CellGraph::fits(piece.network)) {
    result.reason = too_large(piece);
    return result;
  }
  const CellGraph graph(piece.network);
  const BoundedCells cells = bounded_cells(graph, piece.c, stages);
  if (cells.has_vertices && cells.levels.front().size() <= most_cuts_compared) {
    add_cuts(piece, graph, cells.levels.front(), result);
  }
  result.reason = cells.stopped;
  if (!result.reason.empty()) return result;
  result.homology = cell_homology(piece, graph, cells, stages);
  if (!result.homology) result.reason = out_of_time;
  return result;
}

}  // namespace isthmus::topology

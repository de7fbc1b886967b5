#include "draw/marks.hpp"

#include <algorithm>

namespace isthmus::draw {
namespace {

constexpr std::int64_t arrow_length = 75;
constexpr std::int64_t arrow_half_width = 30;

std::int64_t length_of(std::int64_t dx, std::int64_t dy) {
  std::int64_t length = 1;
  while (length * length < dx * dx + dy * dy) ++length;
  return length;
}

}  // namespace

EdgeMark mark_of(const PictureMarks& marks, std::size_t edge) {
  return edge < marks.edges.size() ? marks.edges[edge] : EdgeMark::plain;
}

std::vector<std::size_t> edges_inside(const LayeredDrawing& layout, const PictureMarks& marks) {
  std::vector<bool> inside(layout.nodes.size());
  for (const NodeId v : marks.set) inside[v.value] = true;
  std::vector<std::size_t> edges;
  for (std::size_t e = 0; e < layout.diagram.edges.size(); ++e) {
    const DiagramEdge& edge = layout.diagram.edges[e];
    if (edge.tail != edge.head && inside[edge.tail] && inside[edge.head]) edges.push_back(e);
  }
  return edges;
}

DrawnPoint middle(DrawnPoint a, DrawnPoint b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

std::array<DrawnPoint, 3> arrowhead(const DrawnPath& path) {
  const DrawnPoint tip = path.back();
  const DrawnPoint from = path[path.size() - 2];
  const std::int64_t dx = tip.x - from.x;
  const std::int64_t dy = tip.y - from.y;
  const std::int64_t length = length_of(dx, dy);
  const DrawnPoint base{tip.x - dx * arrow_length / length, tip.y - dy * arrow_length / length};
  const DrawnPoint aside{-dy * arrow_half_width / length, dx * arrow_half_width / length};
  return {tip, DrawnPoint{base.x + aside.x, base.y + aside.y},
          DrawnPoint{base.x - aside.x, base.y - aside.y}};
}

}  // namespace isthmus::draw

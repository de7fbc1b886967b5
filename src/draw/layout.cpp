// From layers to places: rows and columns, then the paths between the boxes.
//
// The layer of a vertex gives one coordinate; the other comes from a few rounds of moving every
// layer as close as it can to the means of its neighbours (alignment). Edges are straight where
// they join neighbouring layers, so that arrowheads spread around a box; parallel ones bow apart.
#include "isthmus/draw/layout.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "draw/alignment.hpp"
#include "draw/layering.hpp"
#include "draw/ordering.hpp"
#include "isthmus/draw/label.hpp"

namespace isthmus {
namespace {

using draw::Layering;
using draw::LayerNeighbours;
using draw::LayerOrder;

// All lengths in tenths of a pixel.
constexpr std::int64_t column_width = 72;
constexpr std::int64_t box_padding = 80;
constexpr std::int64_t box_half_height = 120;
constexpr std::int64_t note_height = 150;
constexpr std::int64_t margin = 120;
constexpr std::int64_t bow = 110;
constexpr std::int64_t loop_height = 260;
constexpr std::size_t longest_label = 14;
constexpr std::size_t most_layers_rightwards = 9;
constexpr int alignment_rounds = 30;

std::int64_t square_root(std::int64_t n) {
  std::int64_t root = n;
  for (std::int64_t next = (n + 1) / 2; next < root; next = (root + n / root) / 2) root = next;
  return std::max<std::int64_t>(root, 1);
}

std::int64_t text_width(const std::string& text) {
  return static_cast<std::int64_t>(label_columns(text)) * column_width;
}

class Placer {
 public:
  explicit Placer(Diagram diagram)
      : layers_(draw::layering(diagram)),
        order_(draw::layer_order(layers_)),
        near_(draw::neighbours(layers_)),
        across_(layers_.vertices()),
        layer_at_(layers_.layers) {
    rightwards_ = layers_.layers <= most_layers_rightwards;
    layout_.diagram = std::move(diagram);
  }

  LayeredDrawing place() {
    size_boxes();
    align();
    space_layers();
    for (std::size_t v = 0; v < layout_.nodes.size(); ++v) place_node(v);
    route();
    move_to_origin();
    return std::move(layout_);
  }

 private:
  // The note stands below, or beside where edges run downwards.
  void place_node(std::size_t v) {
    DrawnNode& node = layout_.nodes[v];
    node.centre = node.note = at(v);
    if (rightwards_) {
      node.note.y += node.half_height + note_height / 2 + 10;
    } else {
      node.note.x += node.half_width + 60 + note_width(v) / 2;
    }
  }

  std::int64_t note_width(std::size_t v) const { return text_width(layout_.diagram.nodes[v].note); }

  void size_boxes() {
    for (DiagramNode& node : layout_.diagram.nodes) {
      node.label = shortened_label(printable_label(node.label), longest_label);
      const std::int64_t half = text_width(node.label) / 2 + box_padding;
      layout_.nodes.push_back({{}, {}, std::max(half, box_half_height + 40), box_half_height});
    }
    for (DiagramEdge& edge : layout_.diagram.edges) {
      edge.label = shortened_label(printable_label(edge.label), 2 * longest_label);
    }
  }

  bool is_node(std::size_t v) const { return v < layout_.nodes.size(); }

  // Half the room that a vertex needs within its layer.
  std::int64_t half_room(std::size_t v) const {
    if (!is_node(v)) return 45;
    const DrawnNode& node = layout_.nodes[v];
    const std::int64_t loops = 100 * static_cast<std::int64_t>(loops_at(v));
    const std::int64_t loop_room = loops == 0 ? 0 : loops + loop_height / 2;
    if (rightwards_) return node.half_height + 60 + std::max(note_height / 2, loop_room);
    return node.half_width + 100 + std::max(note_width(v) / 2, loop_room);
  }

  std::size_t loops_at(std::size_t v) const {
    return static_cast<std::size_t>(
        std::count(layers_.chains.begin(), layers_.chains.end(), std::vector<std::size_t>{v}));
  }

  std::int64_t wish(std::size_t v, int round) const {
    std::vector<std::size_t> near = round % 2 == 0 ? near_.below[v] : near_.above[v];
    const auto& others = round % 2 == 0 ? near_.above[v] : near_.below[v];
    if (near.empty() || round >= alignment_rounds / 2) {
      near.insert(near.end(), others.begin(), others.end());
    }
    if (near.empty()) return across_[v];
    std::int64_t sum = 0;
    for (const std::size_t u : near) sum += across_[u];
    return sum / static_cast<std::int64_t>(near.size());
  }

  void align() {
    for (int round = -1; round < alignment_rounds; ++round) {
      for (std::size_t i = 0; i < order_.size(); ++i) {
        const std::vector<std::size_t>& layer = order_[round % 2 == 0 ? i : order_.size() - 1 - i];
        std::vector<std::int64_t> wishes;
        std::vector<std::int64_t> gaps;
        for (std::size_t k = 0; k < layer.size(); ++k) {
          wishes.push_back(round < 0 ? 0 : wish(layer[k], round));
          if (k > 0) gaps.push_back(half_room(layer[k - 1]) + half_room(layer[k]));
        }
        const std::vector<std::int64_t> places = draw::spread(wishes, gaps);
        for (std::size_t k = 0; k < layer.size(); ++k) across_[layer[k]] = places[k];
      }
    }
  }

  std::int64_t half_depth(std::size_t layer) const {
    std::int64_t most = 0;
    for (const std::size_t v : order_[layer]) {
      if (!is_node(v)) continue;
      const DrawnNode& node = layout_.nodes[v];
      most = std::max(most, rightwards_ ? node.half_width : node.half_height);
    }
    return most;
  }

  // More room between layers that have many vertices, and where edges carry labels.
  void space_layers() {
    std::int64_t label = 0;
    for (const DiagramEdge& edge : layout_.diagram.edges) {
      label = std::max(label, rightwards_ ? text_width(edge.label) : edge.label.empty() ? 0 : 100);
    }
    for (std::size_t i = 1; i < layer_at_.size(); ++i) {
      const auto size = static_cast<std::int64_t>(std::max(order_[i - 1].size(), order_[i].size()));
      const std::int64_t free = (rightwards_ ? 500 : 300) + std::min<std::int64_t>(size * 60, 700);
      layer_at_[i] = layer_at_[i - 1] + half_depth(i - 1) + half_depth(i) + free + label / 2;
    }
  }

  DrawnPoint at(std::size_t v) const {
    const std::int64_t along = layer_at_[layers_.layer[v]];
    return rightwards_ ? DrawnPoint{along, across_[v]} : DrawnPoint{across_[v], along};
  }

  // What edges of v aim at: the middle of the box, or of its round end on the side of `to`.
  DrawnPoint aim(std::size_t v, DrawnPoint to) const {
    const DrawnNode& box = layout_.nodes[v];
    if (!rightwards_) return box.centre;
    const std::int64_t aside = box.half_width - box.half_height;
    return {box.centre.x + (to.x < box.centre.x ? -aside : aside), box.centre.y};
  }

  // Where the line from there towards `to` leaves the box.
  DrawnPoint border(std::size_t v, DrawnPoint to) const {
    const DrawnNode& box = layout_.nodes[v];
    const DrawnPoint from = aim(v, to);
    const std::int64_t dx = to.x - from.x;
    const std::int64_t dy = to.y - from.y;
    const std::int64_t high = std::abs(dy);
    if (!rightwards_ && std::abs(dx) * box.half_height < high * box.half_width) {
      return {from.x + dx * box.half_height / high,
              from.y + (dy < 0 ? -box.half_height : box.half_height)};
    }
    const std::int64_t length = square_root(dx * dx + dy * dy);
    const std::int64_t reach = rightwards_ ? box.half_height : box.half_width;
    return {from.x + dx * reach / length, from.y + dy * reach / length};
  }

  void route() {
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> total, seen;
    const auto key = [&](std::size_t e) {
      const DiagramEdge& edge = layout_.diagram.edges[e];
      return std::minmax(edge.tail, edge.head);
    };
    for (std::size_t e = 0; e < layers_.chains.size(); ++e) ++total[key(e)];
    for (std::size_t e = 0; e < layers_.chains.size(); ++e) {
      const std::size_t rank = seen[key(e)]++;
      const auto off_centre =
          static_cast<std::int64_t>(2 * rank) - static_cast<std::int64_t>(total[key(e)] - 1);
      const std::vector<std::size_t>& chain = layers_.chains[e];
      layout_.paths.push_back(chain.size() == 1 ? loop(chain[0], rank) : path(chain, off_centre));
      layout_.labels.push_back(label_place(layout_.paths.back()));
    }
  }

  // Above the box; to its left where edges run downwards.
  DrawnPath loop(std::size_t v, std::size_t rank) const {
    const DrawnNode& box = layout_.nodes[v];
    const auto [x, y] = box.centre;
    const std::int64_t reach = loop_height + 100 * static_cast<std::int64_t>(rank);
    if (rightwards_) {
      const std::int64_t top = y - box.half_height;
      return {{x - 60, top}, {x - 180, top - reach}, {x + 180, top - reach}, {x + 60, top}};
    }
    const std::int64_t left = x - box.half_width;
    return {
        {left + 16, y - 60}, {left - reach, y - 180}, {left - reach, y + 180}, {left + 16, y + 60}};
  }

  // Two points, so that the edge passes the layer's boxes in parallel to the others.
  void add_bend(DrawnPath& bends, std::size_t v, std::size_t before) const {
    const std::int64_t half = half_depth(layers_.layer[v]);
    const std::int64_t along = layers_.layer[before] < layers_.layer[v] ? half : -half;
    const DrawnPoint middle = at(v);
    for (const std::int64_t by : {-along, along}) {
      bends.push_back(rightwards_ ? DrawnPoint{middle.x + by, middle.y}
                                  : DrawnPoint{middle.x, middle.y + by});
    }
  }

  DrawnPath path(const std::vector<std::size_t>& chain, std::int64_t off_centre) const {
    DrawnPath bends;
    for (std::size_t i = 1; i + 1 < chain.size(); ++i) add_bend(bends, chain[i], chain[i - 1]);
    const DrawnPoint from = at(chain.front());
    const DrawnPoint to = at(chain.back());
    if (bends.empty() && off_centre != 0) {
      // The side must not depend on the direction, or a pair u→v, v→u would coincide.
      const bool turned = chain.front() > chain.back();
      const std::int64_t dx = turned ? from.x - to.x : to.x - from.x;
      const std::int64_t dy = turned ? from.y - to.y : to.y - from.y;
      const std::int64_t length = square_root(dx * dx + dy * dy);
      bends.push_back({(from.x + to.x) / 2 - dy * bow * off_centre / length,
                       (from.y + to.y) / 2 + dx * bow * off_centre / length});
    }
    const DrawnPoint from_aim = aim(chain.front(), to);
    const DrawnPoint to_aim = aim(chain.back(), from);
    DrawnPath whole = {border(chain.front(), bends.empty() ? to_aim : bends.front())};
    whole.insert(whole.end(), bends.begin(), bends.end());
    whole.push_back(border(chain.back(), bends.empty() ? from_aim : bends.back()));
    return whole;
  }

  // Two fifths along a straight edge: crossings are commonest in the middle.
  static DrawnPoint label_place(const DrawnPath& path) {
    const DrawnPoint a = path[(path.size() - 1) / 2];
    const DrawnPoint b = path[path.size() / 2];
    if (path.size() % 2 == 1) return a;
    return {a.x + (b.x - a.x) * 2 / 5, a.y + (b.y - a.y) * 2 / 5};
  }

  void move_to_origin() {
    DrawnPoint low{0, 0};
    DrawnPoint high{0, 0};
    bool first = true;
    const auto cover = [&](DrawnPoint p, std::int64_t wide, std::int64_t up, std::int64_t down) {
      if (first) low = high = p;
      first = false;
      low = {std::min(low.x, p.x - wide), std::min(low.y, p.y - up)};
      high = {std::max(high.x, p.x + wide), std::max(high.y, p.y + down)};
    };
    for (std::size_t v = 0; v < layout_.nodes.size(); ++v) {
      const DrawnNode& box = layout_.nodes[v];
      cover(box.centre, box.half_width, box.half_height, box.half_height);
      if (note_width(v) > 0) cover(box.note, note_width(v) / 2, 0, 70);
    }
    for (const DrawnPath& path : layout_.paths) {
      for (const DrawnPoint& p : path) cover(p, 0, 0, 0);
    }
    for (std::size_t e = 0; e < layout_.labels.size(); ++e) {
      cover(layout_.labels[e], text_width(layout_.diagram.edges[e].label) / 2, 80, 80);
    }
    shift({margin - low.x, margin - low.y});
    layout_.width = high.x - low.x + 2 * margin;
    layout_.height = high.y - low.y + 2 * margin;
  }

  void shift(DrawnPoint by) {
    const auto move = [&](DrawnPoint& p) { p = {p.x + by.x, p.y + by.y}; };
    for (DrawnNode& node : layout_.nodes) {
      move(node.centre);
      move(node.note);
    }
    for (DrawnPath& path : layout_.paths) std::for_each(path.begin(), path.end(), move);
    std::for_each(layout_.labels.begin(), layout_.labels.end(), move);
  }

  Layering layers_;
  LayerOrder order_;
  LayerNeighbours near_;
  std::vector<std::int64_t> across_;    // of each vertex, within its layer
  std::vector<std::int64_t> layer_at_;  // of each layer
  bool rightwards_ = true;
  LayeredDrawing layout_;
};

}  // namespace

LayeredDrawing lay_out(Diagram diagram) { return Placer(std::move(diagram)).place(); }

}  // namespace isthmus

// SVG. The shading of a set is a fat outline around its boxes and along the edges between them:
// it holds together without covering nodes outside.
#include <algorithm>

#include "draw/marks.hpp"
#include "draw/pixels.hpp"
#include "isthmus/draw/label.hpp"
#include "isthmus/draw/picture.hpp"

namespace isthmus {
namespace {

using draw::px;

constexpr std::int64_t halo = 70;

std::string pair(DrawnPoint p) { return px(p.x) + " " + px(p.y); }

std::string path_data(const DrawnPath& path) {
  std::string data = "M" + pair(path.front());
  for (std::size_t i = 1; i + 1 < path.size(); ++i) {
    if (i == 1) data += "L" + pair(draw::middle(path[0], path[1]));
    data += "Q" + pair(path[i]) + " " + pair(draw::middle(path[i], path[i + 1]));
  }
  return data + "L" + pair(path.back());
}

std::string arrowhead(const DrawnPath& path) {
  const auto [tip, left, right] = draw::arrowhead(path);
  return "M" + pair(tip) + "L" + pair(left) + "L" + pair(right) + "Z";
}

const char* edge_class(EdgeMark mark) {
  switch (mark) {
    case EdgeMark::plain:
      return "edge";
    case EdgeMark::strong:
      return "edge strong";
    case EdgeMark::used:
      return "edge used";
    case EdgeMark::zero:
      return "edge zero";
  }
  return "edge";
}

class SvgWriter {
 public:
  SvgWriter(const LayeredDrawing& layout, const PictureMarks& marks)
      : layout_(layout), marks_(marks) {}

  std::string write(const SvgOptions& options) {
    const std::string title = options.id + "-title";
    text_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" role=\"img\" width=\"" +
            px(layout_.width) + "\" height=\"" + px(layout_.height) + "\" viewBox=\"0 0 " +
            px(layout_.width) + " " + px(layout_.height) + "\" aria-labelledby=\"" + title +
            "\">\n<title id=\"" + title + "\">" + xml_escaped(options.title) + "</title>\n";
    if (options.own_style) text_ += "<style>\n" + svg_style() + "</style>\n";
    shade();
    draw_edges(false);
    draw_edges(true);
    for (std::size_t v = 0; v < layout_.nodes.size(); ++v) draw_node(v);
    draw_labels();
    return text_ + "</svg>\n";
  }

 private:
  void shade() {
    if (marks_.set.empty()) return;
    text_ += "<g class=\"set\">\n";
    for (const NodeId v : marks_.set) {
      const DrawnNode& box = layout_.nodes[v.value];
      rectangle(box, halo);
    }
    for (const std::size_t e : draw::edges_inside(layout_, marks_)) {
      text_ += "<path d=\"" + path_data(layout_.paths[e]) + "\"/>\n";
    }
    text_ += "</g>\n";
  }

  void rectangle(const DrawnNode& box, std::int64_t extra) {
    const std::int64_t round = box.half_height + extra;
    text_ += "<rect x=\"" + px(box.centre.x - box.half_width - extra) + "\" y=\"" +
             px(box.centre.y - box.half_height - extra) + "\" width=\"" +
             px(2 * (box.half_width + extra)) + "\" height=\"" + px(2 * round) + "\" rx=\"" +
             px(round) + "\"/>\n";
  }

  // The marked edges after the others, to lie on top.
  void draw_edges(bool marked) {
    for (std::size_t e = 0; e < layout_.paths.size(); ++e) {
      const EdgeMark mark = draw::mark_of(marks_, e);
      if ((mark != EdgeMark::plain) != marked) continue;
      text_ += std::string("<g class=\"") + edge_class(mark) + "\"><path class=\"line\" d=\"" +
               path_data(layout_.paths[e]) + "\"/><path class=\"tip\" d=\"" +
               arrowhead(layout_.paths[e]) + "\"/></g>\n";
    }
  }

  void draw_node(std::size_t v) {
    const DiagramNode& node = layout_.diagram.nodes[v];
    const DrawnNode& box = layout_.nodes[v];
    text_ += node.hidden ? "<g class=\"node\">" : "<g class=\"node ground\">";
    rectangle(box, 0);
    write_text("name", {box.centre.x, box.centre.y + 42}, node.label);
    if (!node.note.empty()) {
      write_text("note", {box.note.x, box.note.y + 35}, node.note);
    }
    text_ += "</g>\n";
  }

  void draw_labels() {
    for (std::size_t e = 0; e < layout_.paths.size(); ++e) {
      const std::string& label = layout_.diagram.edges[e].label;
      const DrawnPoint place = layout_.labels[e];
      if (!label.empty()) write_text("label", {place.x, place.y + 35}, label);
    }
  }

  void write_text(const char* kind, DrawnPoint at, const std::string& label) {
    text_ += std::string("<text class=\"") + kind + "\" x=\"" + px(at.x) + "\" y=\"" + px(at.y) +
             "\">" + xml_escaped(label) + "</text>\n";
  }

  const LayeredDrawing& layout_;
  const PictureMarks& marks_;
  std::string text_;
};

struct Palette {
  const char *paper, *ink, *line, *set, *strong, *used, *box, *ground;
};

std::string rule(const char* selectors, const char* property, const char* colour) {
  return std::string(selectors) + " { " + property + ": " + colour + "; }\n";
}

std::string colours(const Palette& p) {
  return rule(".graph .set rect", "fill", p.set) + rule(".graph .set path", "stroke", p.set) +
         rule(".graph .line", "stroke", p.line) + rule(".graph .tip", "fill", p.line) +
         rule(".graph .strong .line, .graph .strong .tip", "stroke", p.strong) +
         rule(".graph .strong .tip", "fill", p.strong) +
         rule(".graph .used .line, .graph .used .tip", "stroke", p.used) +
         rule(".graph .used .tip", "fill", p.used) + rule(".graph .node rect", "fill", p.box) +
         rule(".graph .node rect", "stroke", p.ink) +
         rule(".graph .ground rect", "fill", p.ground) +
         rule(".graph .ground rect", "stroke", "none") + rule(".graph text", "fill", p.ink) +
         rule(".graph .note, .graph .label", "stroke", p.paper);
}

}  // namespace

std::string to_svg(const LayeredDrawing& layout, const PictureMarks& marks,
                   const SvgOptions& options) {
  return SvgWriter(layout, marks).write(options);
}

std::string svg_style() {
  // Plain colours rather than custom properties: many viewers of single files do not know those.
  const Palette light{"#ffffff", "#1f2328", "#6b737c", "#d6e4ff",
                      "#b3261e", "#0b5cad", "#ffffff", "#eceff2"};
  const Palette dark{"#15181c", "#e6e8eb", "#98a1ab", "#253b61",
                     "#ff8a80", "#7db8ff", "#1d2126", "#2c323a"};
  return R"(.graph .set path, .graph .line { fill: none; }
.graph .set path { stroke-width: 26px; stroke-linecap: round; }
.graph .line { stroke-width: 1.1px; }
.graph .strong .line { stroke-width: 3.2px; }
.graph .strong .tip { stroke-width: 3px; }
.graph .used .line { stroke-width: 2.2px; stroke-dasharray: 7 3; }
.graph .used .tip { stroke-width: 1.5px; }
.graph .zero .line { stroke-width: 1.8px; stroke-dasharray: 1.6 4; }
.graph .node rect { stroke-width: 1.2px; }
.graph text { text-anchor: middle; font: 12px system-ui, sans-serif; }
.graph .note, .graph .label { font-size: 10.5px; paint-order: stroke; stroke-width: 3px;
  stroke-linejoin: round; }
)" + colours(light) +
         "@media screen and (prefers-color-scheme: dark) {\n" + colours(dark) + "}\n";
}

}  // namespace isthmus

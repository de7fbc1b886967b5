// TikZ: the same places as in SVG, in millimetres.
#include <algorithm>
#include <cstdlib>

#include "draw/marks.hpp"
#include "isthmus/draw/label.hpp"
#include "isthmus/draw/picture.hpp"

namespace isthmus {
namespace {

constexpr std::int64_t tenths_a_millimetre = 32;  // natural size: 3.2 pixels a millimetre

class TikzWriter {
 public:
  TikzWriter(const LayeredDrawing& layout, const PictureMarks& marks,
             const std::vector<std::string>& node_labels, int width, int height)
      : layout_(layout), marks_(marks), node_labels_(node_labels) {
    // Micrometres a tenth of a pixel.
    scale_ = std::min({1000 / tenths_a_millimetre,
                       std::int64_t{width} * 1000 / std::max<std::int64_t>(layout.width, 1),
                       std::int64_t{height} * 1000 / std::max<std::int64_t>(layout.height, 1)});
    scale_ = std::max<std::int64_t>(scale_, 1);
  }

  std::string write() {
    text_ = "\\begin{tikzpicture}[x=1mm, y=1mm, >=stealth, line width=0.3pt,\n  " + small_print() +
            "]\n";
    shade();
    for (std::size_t e = 0; e < layout_.paths.size(); ++e) draw_edge(e);
    for (std::size_t v = 0; v < layout_.nodes.size(); ++v) draw_node(v);
    for (std::size_t e = 0; e < layout_.paths.size(); ++e) draw_label(e);
    return text_ + "\\end{tikzpicture}";
  }

 private:
  bool is_small() const { return scale_ * 3 < 2000 / tenths_a_millimetre; }

  std::string small_print() const {
    return is_small() ? "every node/.style={inner sep=0.5pt, font=\\tiny}"
                      : "every node/.style={inner sep=1pt, font=\\footnotesize}";
  }

  // Thousandths of a millimetre as millimetres; two digits are enough.
  static std::string mm(std::int64_t micrometres) {
    const std::int64_t size = std::abs(micrometres) / 10;
    const std::string digits = std::to_string(size % 100);
    std::string text = micrometres < 0 && size > 0 ? "-" : "";
    text += std::to_string(size / 100);
    if (size % 100 != 0) text.append(digits.size() == 1 ? ".0" : ".").append(digits);
    return text;
  }

  std::string point(std::int64_t x, std::int64_t y) const {
    return "(" + mm(x * scale_) + "," + mm((layout_.height - y) * scale_) + ")";
  }
  std::string point(DrawnPoint p) const { return point(p.x, p.y); }

  // A quadratic curve from a by c to b has the cubic control points (a+2c)/3 and (b+2c)/3.
  std::string curve(DrawnPoint a, DrawnPoint c, DrawnPoint b) const {
    return " .. controls " + point((a.x + 2 * c.x) / 3, (a.y + 2 * c.y) / 3) + " and " +
           point((b.x + 2 * c.x) / 3, (b.y + 2 * c.y) / 3) + " .. " + point(b);
  }

  std::string path_of(std::size_t e) const {
    const DrawnPath& path = layout_.paths[e];
    std::string text = point(path.front());
    for (std::size_t i = 1; i + 1 < path.size(); ++i) {
      const DrawnPoint start = draw::middle(path[i - 1], path[i]);
      if (i == 1) text += " -- " + point(start);
      text += curve(start, path[i], draw::middle(path[i], path[i + 1]));
    }
    return text + " -- " + point(path.back());
  }

  std::string box(const DrawnNode& node, std::int64_t extra) const {
    const std::int64_t wide = node.half_width + extra;
    const std::int64_t high = node.half_height + extra;
    return point(node.centre.x - wide, node.centre.y - high) + " rectangle " +
           point(node.centre.x + wide, node.centre.y + high);
  }

  std::string rounded(std::int64_t radius) const {
    return "rounded corners=" + mm(radius * scale_) + "mm";
  }

  void shade() {
    for (const NodeId v : marks_.set) {
      const DrawnNode& node = layout_.nodes[v.value];
      text_ += "  \\fill[blue!12, " + rounded(node.half_height + 60) + "] " + box(node, 70) + ";\n";
    }
    for (const std::size_t e : draw::edges_inside(layout_, marks_)) {
      text_ += "  \\draw[blue!12, line cap=round, line width=" + mm(260 * scale_) + "mm] " +
               path_of(e) + ";\n";
    }
  }

  static const char* style(EdgeMark mark) {
    switch (mark) {
      case EdgeMark::plain:
        return "->, black!65";
      case EdgeMark::strong:
        return "->, red!70!black, line width=1.2pt";
      case EdgeMark::used:
        return "->, blue!70!black, line width=0.8pt, dash pattern=on 3pt off 1.5pt";
      case EdgeMark::zero:
        return "->, black!65, line width=0.6pt, dash pattern=on 0.7pt off 1.8pt";
    }
    return "->";
  }

  void draw_edge(std::size_t e) {
    text_ += std::string("  \\draw[") + style(draw::mark_of(marks_, e)) + "] " + path_of(e) + ";\n";
  }

  void draw_node(std::size_t v) {
    const DrawnNode& node = layout_.nodes[v];
    const bool hidden = layout_.diagram.nodes[v].hidden;
    text_ += std::string(hidden ? "  \\draw[fill=white, " : "  \\fill[black!8, ") +
             rounded(node.half_height - 10) + "] " + box(node, 0) + ";\n";
    text_ += "  \\node at " + point(node.centre) + " {$" + node_labels_[v] + "$};\n";
    const std::string& note = layout_.diagram.nodes[v].note;
    if (note.empty()) return;
    text_ += "  \\node[font=" + std::string(is_small() ? "\\tiny" : "\\scriptsize") + "] at " +
             point(node.note) + " {$" + in_math(note) + "$};\n";
  }

  // Notes are "c = −3/2", "c < 0" and the like: the minus sign is the only one to translate.
  static std::string in_math(std::string note) {
    const std::string minus = "−";
    const std::size_t at = note.find(minus);
    if (at != std::string::npos) note.replace(at, minus.size(), "-");
    return note;
  }

  void draw_label(std::size_t e) {
    const std::string& label = layout_.diagram.edges[e].label;
    if (label.empty()) return;
    text_ += "  \\node[fill=white, fill opacity=0.8, text opacity=1, font=\\scriptsize] at " +
             point(layout_.labels[e]) + " {" + latex_escaped(label) + "};\n";
  }

  const LayeredDrawing& layout_;
  const PictureMarks& marks_;
  const std::vector<std::string>& node_labels_;
  std::int64_t scale_ = 1;
  std::string text_;
};

}  // namespace

std::string to_tikz(const LayeredDrawing& layout, const PictureMarks& marks,
                    const std::vector<std::string>& node_labels, int width, int height) {
  return TikzWriter(layout, marks, node_labels, width, height).write();
}

}  // namespace isthmus

// A layout as SVG or TikZ, with a set of nodes and some edges set off.
#pragma once

#include <string>
#include <vector>

#include "isthmus/draw/layout.hpp"

namespace isthmus {

/// How an edge is drawn. Kinds differ in width and dashes, not only in colour.
enum class EdgeMark {
  plain,   ///< thin
  strong,  ///< thick: the edge that the picture is about
  used,    ///< middling, dashed: an edge whose bound is used
  zero,    ///< dotted: an edge that vanishes
};

struct PictureMarks {
  std::vector<NodeId> set;      ///< shaded together with the edges inside; hidden nodes
  std::vector<EdgeMark> edges;  ///< one for each edge; empty: all plain
};

struct SvgOptions {
  std::string title;         ///< read out by screen readers, shown as a tooltip
  std::string id = "graph";  ///< unique on the page; letters, digits and hyphens
  /// False inside a page that has svg_style() in its own style sheet.
  bool own_style = true;
};

/// One <svg> element, well-formed XML whatever the names are; no scripts, nothing external.
/// Colours follow prefers-color-scheme.
[[nodiscard]] std::string to_svg(const LayeredDrawing& layout, const PictureMarks& marks,
                                 const SvgOptions& options);

/// The style sheet of the drawings, for light and dark.
[[nodiscard]] std::string svg_style();

/// A tikzpicture at most `width` × `height` millimetres in size; needs \usepackage{tikz} and no
/// TikZ library. Labels in math: node v is `node_labels[v]`, LaTeX for math mode, in the order of
/// Diagram::nodes.
[[nodiscard]] std::string to_tikz(const LayeredDrawing& layout, const PictureMarks& marks,
                                  const std::vector<std::string>& node_labels, int width = 130,
                                  int height = 180);

}  // namespace isthmus

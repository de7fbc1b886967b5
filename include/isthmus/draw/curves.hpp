// Line charts.
#pragma once

#include <string>
#include <vector>

namespace isthmus {

struct CurvePoint {
  double x = 0;
  double y = 0;
};

enum class CurveStyle { line, dashed, dots };

struct Curve {
  std::string name;  ///< in the legend; empty: not in it
  std::vector<CurvePoint> points;
  CurveStyle style = CurveStyle::line;
  std::size_t colour = 0;  ///< one of eight, counted around
};

/// One pair of axes. On a logarithmic axis, what is not positive has no place and is left out, and
/// so is what is not finite on any axis.
struct LineChart {
  std::string title;
  std::string x_title;
  std::string y_title;
  bool logarithmic_x = false;
  bool logarithmic_y = false;
  std::vector<Curve> curves;
  bool whole_x = false;  ///< x counts something: only whole numbers are written on a plain axis
  bool whole_y = false;
};

/// A complete SVG file: a headline and the charts below each other, each with axes at round
/// numbers, a grid and a legend. Colours of Okabe and Ito, told apart with any colour vision;
/// no fonts but the viewer's own. At most 2000 points of a curve are drawn (of more, lows and highs
/// of each stretch stay). The same charts give the same bytes. Linear in the number of points.
[[nodiscard]] std::string to_svg(const std::string& headline, const std::string& subtitle,
                                 const std::vector<LineChart>& charts);

}  // namespace isthmus

// Line charts as SVG. Numbers become places by floating-point arithmetic, and places are rounded to
// tenths of a pixel.
#include "isthmus/draw/curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "draw/axis.hpp"
#include "draw/pixels.hpp"
#include "isthmus/draw/label.hpp"

namespace isthmus {
namespace {

using draw::Axis;
using draw::px;
using draw::Tick;

constexpr std::int64_t left = 850, right = 250, plot_width = 6100;
constexpr std::int64_t plot_height = 2500;
constexpr std::int64_t head = 560;   // headline and subtitle
constexpr std::int64_t above = 420;  // title of a chart
constexpr std::int64_t below = 480;  // its horizontal axis
constexpr std::int64_t legend_line = 190;
constexpr std::size_t most_points = 2000;

/// Okabe and Ito's colours.
constexpr std::array<const char*, 8> colours = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                "#56b4e9", "#e69f00", "#000000", "#8c6d00"};

std::vector<double> all(const LineChart& chart, double CurvePoint::*part) {
  std::vector<double> values;
  for (const Curve& curve : chart.curves) {
    for (const CurvePoint& point : curve.points) values.push_back(point.*part);
  }
  return values;
}

/// Of many points, the lowest and the highest of every stretch, in order.
std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& points) {
  if (points.size() <= most_points) return points;
  const std::size_t stretches = most_points / 2;
  std::vector<CurvePoint> kept;
  for (std::size_t i = 0; i < stretches; ++i) {
    const auto first = points.begin() + static_cast<std::ptrdiff_t>(i * points.size() / stretches);
    const auto last =
        points.begin() + static_cast<std::ptrdiff_t>((i + 1) * points.size() / stretches);
    const auto lower = [](const CurvePoint& a, const CurvePoint& b) { return a.y < b.y; };
    auto ends = std::minmax_element(first, last, lower);
    if (ends.second < ends.first) std::swap(ends.first, ends.second);
    kept.push_back(*ends.first);
    if (ends.first != ends.second) kept.push_back(*ends.second);
  }
  return kept;
}

class ChartWriter {
 public:
  ChartWriter(std::string& text, const LineChart& chart, std::int64_t top)
      : text_(text),
        chart_(chart),
        x_(all(chart, &CurvePoint::x), chart.logarithmic_x),
        y_(all(chart, &CurvePoint::y), chart.logarithmic_y),
        top_(top + above) {}

  void write() {
    label(left, top_ - 130, "start", chart_.title, " font-weight=\"600\"");
    write_grid();
    for (const Curve& curve : chart_.curves) write_curve(curve);
    text_ += "<rect x=\"" + px(left) + "\" y=\"" + px(top_) + "\" width=\"" + px(plot_width) +
             "\" height=\"" + px(plot_height) + "\" fill=\"none\" stroke=\"#1f2328\"/>\n";
    label(left + plot_width / 2, top_ + plot_height + 380, "middle", chart_.x_title);
    text_ += "<text transform=\"translate(" + px(210) + " " + px(top_ + plot_height / 2) +
             ") rotate(-90)\" text-anchor=\"middle\">" + xml_escaped(chart_.y_title) + "</text>\n";
    write_legend();
  }

 private:
  void label(std::int64_t x, std::int64_t y, const char* anchor, const std::string& words,
             const std::string& more = "") {
    text_ += "<text x=\"" + px(x) + "\" y=\"" + px(y) + "\" text-anchor=\"" + anchor + "\"" + more +
             ">" + xml_escaped(words) + "</text>\n";
  }

  void line(std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2) {
    text_ += "<path d=\"M" + px(x1) + " " + px(y1) + "L" + px(x2) + " " + px(y2) +
             "\" stroke=\"#d0d7de\" fill=\"none\"/>\n";
  }

  [[nodiscard]] static std::int64_t along(double place, std::int64_t length) {
    return std::llround(place * static_cast<double>(length));
  }

  void write_grid() {
    for (const Tick& tick : x_.ticks(8, chart_.whole_x)) {
      const std::int64_t x = left + along(tick.at, plot_width);
      line(x, top_, x, top_ + plot_height);
      if (!tick.label.empty()) label(x, top_ + plot_height + 170, "middle", tick.label);
    }
    for (const Tick& tick : y_.ticks(6, chart_.whole_y)) {
      const std::int64_t y = top_ + plot_height - along(tick.at, plot_height);
      line(left, y, left + plot_width, y);
      if (!tick.label.empty()) label(left - 80, y + 42, "end", tick.label);
    }
  }

  [[nodiscard]] bool has_place_for(const CurvePoint& point) const {
    return x_.has_place_for(point.x) && y_.has_place_for(point.y);
  }
  [[nodiscard]] std::int64_t x_of(const CurvePoint& point) const {
    return left + along(x_.place_of(point.x), plot_width);
  }
  [[nodiscard]] std::int64_t y_of(const CurvePoint& point) const {
    return top_ + plot_height - along(y_.place_of(point.y), plot_height);
  }
  [[nodiscard]] static std::string colour_of(const Curve& curve) {
    return colours[curve.colour % colours.size()];
  }

  void write_curve(const Curve& curve) {
    if (curve.style == CurveStyle::dots) return write_dots(curve);
    std::string path;
    bool pen_down = false;
    for (const CurvePoint& point : thinned(curve.points)) {
      if (has_place_for(point)) {
        path += (pen_down ? "L" : "M") + px(x_of(point)) + " " + px(y_of(point));
      }
      pen_down = has_place_for(point);
    }
    if (path.empty()) return;
    text_ += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour_of(curve) +
             "\" stroke-width=\"1.8\" stroke-linejoin=\"round\"" + dashes(curve) + "/>\n";
  }

  [[nodiscard]] static std::string dashes(const Curve& curve) {
    return curve.style == CurveStyle::dashed ? " stroke-dasharray=\"6 4\"" : "";
  }

  void write_dots(const Curve& curve) {
    for (const CurvePoint& point : thinned(curve.points)) {
      if (has_place_for(point)) dot(x_of(point), y_of(point), curve);
    }
  }

  void dot(std::int64_t x, std::int64_t y, const Curve& curve) {
    text_ += "<circle cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"3\" fill=\"" +
             colour_of(curve) + "\" fill-opacity=\"0.65\"/>\n";
  }

  [[nodiscard]] std::int64_t legend_width() const {
    std::size_t widest = 0;
    for (const Curve& curve : chart_.curves) widest = std::max(widest, label_columns(curve.name));
    return 520 + 68 * static_cast<std::int64_t>(widest);
  }

  /// How many points of lines lie under a legend at (x, y).
  [[nodiscard]] std::size_t covered(std::int64_t x, std::int64_t y, std::int64_t height) const {
    std::size_t count = 0;
    for (const Curve& curve : chart_.curves) {
      for (const CurvePoint& point : curve.points) {
        if (!has_place_for(point)) continue;
        const std::int64_t dx = x_of(point) - x;
        const std::int64_t dy = y_of(point) - y;
        if (dx >= 0 && dx <= legend_width() && dy >= 0 && dy <= height) ++count;
      }
    }
    return count;
  }

  void write_legend() {
    std::int64_t lines = 0;
    for (const Curve& curve : chart_.curves) lines += curve.name.empty() ? 0 : 1;
    if (lines == 0) return;
    const std::int64_t height = lines * legend_line + 80;
    std::int64_t x = 0, y = 0;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const std::int64_t corner_y : {top_ + 90, top_ + plot_height - height - 90}) {
      for (const std::int64_t corner_x : {left + plot_width - legend_width() - 90, left + 90}) {
        const std::size_t count = covered(corner_x, corner_y, height);
        if (count >= least) continue;
        least = count;
        x = corner_x;
        y = corner_y;
      }
    }
    text_ += "<rect x=\"" + px(x) + "\" y=\"" + px(y) + "\" width=\"" + px(legend_width()) +
             "\" height=\"" + px(height) +
             "\" fill=\"#ffffff\" fill-opacity=\"0.85\" stroke=\"#d0d7de\"/>\n";
    for (const Curve& curve : chart_.curves) {
      if (!curve.name.empty()) write_legend_line(curve, x + 80, y += legend_line);
    }
  }

  void write_legend_line(const Curve& curve, std::int64_t x, std::int64_t y) {
    if (curve.style == CurveStyle::dots) {
      dot(x + 150, y - 45, curve);
    } else {
      text_ += "<path d=\"M" + px(x) + " " + px(y - 45) + "L" + px(x + 300) + " " + px(y - 45) +
               "\" fill=\"none\" stroke=\"" + colour_of(curve) + "\" stroke-width=\"1.8\"" +
               dashes(curve) + "/>\n";
    }
    label(x + 370, y, "start", curve.name);
  }

  std::string& text_;
  const LineChart& chart_;
  Axis x_, y_;
  std::int64_t top_;
};

void open(std::string& text, const std::string& headline, const std::string& subtitle,
          std::int64_t width, std::int64_t height) {
  text = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + px(width) +
         "\" height=\"" + px(height) + "\" viewBox=\"0 0 " + px(width) + " " + px(height) +
         "\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#1f2328\">\n<title>" +
         xml_escaped(headline) + "</title>\n<rect width=\"" + px(width) + "\" height=\"" +
         px(height) + "\" fill=\"#ffffff\"/>\n<text x=\"" + px(left) +
         "\" y=\"26\" font-size=\"15\" font-weight=\"600\">" + xml_escaped(headline) +
         "</text>\n<text x=\"" + px(left) + "\" y=\"46\" fill=\"#57606a\">" +
         xml_escaped(subtitle) + "</text>\n";
}

}  // namespace

std::string to_svg(const std::string& headline, const std::string& subtitle,
                   const std::vector<LineChart>& charts) {
  constexpr std::int64_t chart_height = above + plot_height + below;
  const auto count = static_cast<std::int64_t>(charts.size());
  std::string text;
  open(text, headline, subtitle, left + plot_width + right, head + count * chart_height);
  std::int64_t top = head;
  for (const LineChart& chart : charts) {
    ChartWriter(text, chart, top).write();
    top += chart_height;
  }
  return text + "</svg>\n";
}

}  // namespace isthmus

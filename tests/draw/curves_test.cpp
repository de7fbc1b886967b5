// Charts are well-formed, put values where the axes say, and are the same every time.
#include "isthmus/draw/curves.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "draw/axis.hpp"
#include "support/xml.hpp"

namespace isthmus {
namespace {

LineChart chart_of(std::vector<CurvePoint> points) {
  return {"title", "across", "up", false, false, {{"curve", std::move(points)}}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

/// The path of the only curve of a chart.
std::string path_of(const std::string& svg) {
  const std::size_t mark = svg.find("stroke-linejoin");
  if (mark == std::string::npos) return "";
  const std::size_t start = svg.rfind("d=\"", mark) + 3;
  return svg.substr(start, svg.find('"', start) - start);
}

}  // namespace

TEST_CASE("an axis of counts has whole numbers only") {
  const draw::Axis narrow({0, 2}, false);
  CHECK(narrow.ticks(6).size() == 5);
  REQUIRE(narrow.ticks(6, true).size() == 3);
  CHECK(narrow.ticks(6, true)[1].label == "1");
  CHECK(draw::Axis({3}, false).ticks(6, true).size() == 1);
  const draw::Axis wide({0, 700}, false);
  CHECK(wide.ticks(6, true).size() == wide.ticks(6).size());
  CHECK(draw::Axis({1, 2}, true).ticks(6, true).size() <= 3);
}

TEST_CASE("an axis has round numbers in order, and values between them lie between them") {
  const draw::Axis axis({-0.3, 7.1}, false);
  const auto ticks = axis.ticks(8);
  REQUIRE(ticks.size() == 8);
  CHECK(ticks.front().label == "0");
  CHECK(ticks.back().label == "7");
  for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i - 1].at < ticks[i].at);
  CHECK(axis.place_of(2.5) > ticks[2].at);
  CHECK(axis.place_of(2.5) < ticks[3].at);
  CHECK(std::fabs(axis.place_of(2) - ticks[2].at) < 1e-12);
  CHECK(axis.place_of(-0.3) >= 0);
  CHECK(axis.place_of(7.1) <= 1);
}

TEST_CASE("a logarithmic axis has equal steps for equal ratios and no place for zero") {
  const draw::Axis axis({0, 1e-9, 1e-3, 2}, true);
  CHECK_FALSE(axis.has_place_for(0));
  CHECK_FALSE(axis.has_place_for(-1));
  const double step = axis.place_of(1e-3) - axis.place_of(1e-4);
  CHECK(std::fabs(axis.place_of(1e-8) - axis.place_of(1e-9) - step) < 1e-12);
  bool found = false;
  for (const auto& tick : axis.ticks(6)) found = found || tick.label == "10⁻⁶";
  CHECK(found);
  const auto narrow = draw::Axis({0.5, 0.9}, true).ticks(6);
  CHECK(narrow.size() >= 3);
}

TEST_CASE("a curve has a corner for each point, and gaps where a point has no place") {
  const std::string svg = to_svg("head", "sub", {chart_of({{0, 0}, {1, 2}, {2, 1}})});
  test::XmlCheck xml(svg);
  CHECK(xml.fault() == "");
  const std::string path = path_of(svg);
  CHECK(count(path, "M") == 1);
  CHECK(count(path, "L") == 2);
  LineChart gap = chart_of({{0, 1}, {1, 0}, {2, 10}, {3, std::nan("")}, {4, 1}});
  gap.logarithmic_y = true;
  CHECK(count(path_of(to_svg("", "", {gap})), "M") == 3);
}

TEST_CASE("places follow the axes: the lowest point is lowest, the first is left") {
  const std::string path = path_of(to_svg("", "", {chart_of({{0, 0}, {10, 5}})}));
  // 610 × 250 pixels with a fortieth of the range as room at each end.
  CHECK(path == "M99.5 342L680.5 104");
}

TEST_CASE("charts of nothing, of one point and of infinities are charts") {
  const double infinite = std::numeric_limits<double>::infinity();
  for (const auto& points : std::vector<std::vector<CurvePoint>>{
           {}, {{3, 3}}, {{infinite, 1}, {1, -infinite}}, {{1e300, -1e300}, {-1e300, 1e300}}}) {
    const std::string svg = to_svg("h", "s", {chart_of(points), chart_of({{0, 1}})});
    test::XmlCheck xml(svg);
    CHECK(xml.fault() == "");
    CHECK(svg.find("nan") == std::string::npos);
  }
}

TEST_CASE("long curves are thinned but keep their extremes") {
  std::vector<CurvePoint> points;
  for (int i = 0; i < 100'000; ++i) points.push_back({double(i), i == 77'777 ? 9.0 : 0.0});
  const std::string path = path_of(to_svg("", "", {chart_of(points)}));
  CHECK(count(path, "L") <= 2000);
  CHECK(count(path, " 104L") + count(path, " 104M") == 1);
}

TEST_CASE("names of all kinds are escaped; dots and dashes differ") {
  const std::string hostile = "</text><script>\"&'\xff\n";
  LineChart chart{hostile, hostile, hostile, false, false, {}};
  chart.curves.push_back({hostile, {{0, 0}, {1, 1}}, CurveStyle::dots, 3});
  chart.curves.push_back({hostile, {{0, 0}, {1, 1}}, CurveStyle::dashed, 12});
  const std::string svg = to_svg(hostile, hostile, {chart});
  test::XmlCheck xml(svg);
  CHECK(xml.fault() == "");
  CHECK(xml.count("script") == 0);
  CHECK(xml.count("circle") == 3);
  CHECK(count(svg, "stroke-dasharray") == 2);
  CHECK(svg == to_svg(hostile, hostile, {chart}));
}

}  // namespace isthmus

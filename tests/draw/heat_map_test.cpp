// Heat maps are well-formed, show every value once, and are the same every time.
#include "isthmus/draw/heat_map.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "isthmus/error.hpp"
#include "support/xml.hpp"

namespace isthmus {
namespace {

constexpr std::size_t bar_parts = 64 + 6 + 1;  // stripes, ticks, frame
constexpr std::size_t sheet_and_frame = 2;

/// Row r, column c has the value (r·columns + c)/(rows·columns): all differ.
HeatMap ramp(std::size_t rows, std::size_t columns) {
  HeatMap map{"title", "subtitle", "across", "up", "value", {}, {}, {}};
  for (std::size_t c = 0; c < columns; ++c) map.columns.push_back("c" + std::to_string(c));
  for (std::size_t r = 0; r < rows; ++r) map.rows.push_back("r" + std::to_string(r));
  for (std::size_t i = 0; i < rows * columns; ++i) {
    map.values.emplace_back(Rational(Integer(i), Integer(rows * columns)));
  }
  return map;
}

std::size_t cells_of(const std::string& svg) {
  test::XmlCheck xml(svg);
  REQUIRE(xml.fault() == "");
  return xml.count("rect") - sheet_and_frame - bar_parts;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

/// The fill of the rectangle at the left end of the row whose upper edge is at `y`.
std::string fill_at(const std::string& svg, const std::string& x, const std::string& y) {
  const std::size_t start = svg.find("<rect x=\"" + x + "\" y=\"" + y + "\"");
  REQUIRE(start != std::string::npos);
  const std::size_t fill = svg.find("fill=\"", start) + 6;
  return svg.substr(fill, 7);
}

}  // namespace

TEST_CASE("a rectangle for each cell, whatever the shape") {
  for (const auto& [rows, columns] :
       {std::pair<std::size_t, std::size_t>{1, 1}, {1, 9}, {9, 1}, {3, 4}, {12, 10}}) {
    CAPTURE(rows);
    CAPTURE(columns);
    CHECK(cells_of(to_svg(ramp(rows, columns))) == rows * columns);
  }
}

TEST_CASE("neighbours of one colour in a row share a rectangle") {
  HeatMap map = ramp(2, 3);
  for (auto& value : map.values) value = Rational(1, 2);
  CHECK(cells_of(to_svg(map)) == 2);
  map.values[1] = std::nullopt;
  CHECK(cells_of(to_svg(map)) == 4);
}

TEST_CASE("row 0 is at the bottom; the least is darkest, the top lightest, the unknown grey") {
  HeatMap map = ramp(2, 2);
  map.values = {Rational(0), Rational(1), std::nullopt, Rational(1, 2)};
  const std::string svg = to_svg(map);
  CHECK(fill_at(svg, "70", "112") == "#00224e");
  CHECK(fill_at(svg, "118", "112") == "#fee838");
  CHECK(fill_at(svg, "70", "64") == "#d0d7de");
  CHECK(count(svg, ">0.50</text>") == 1);
  CHECK(count(svg, ">1.00</text>") == 1);
}

TEST_CASE("names of all kinds are escaped") {
  HeatMap map = ramp(2, 2);
  const std::string hostile = "</title><script>\"&'\xff\n";
  map.title = map.subtitle = map.column_title = map.row_title = map.value_title = hostile;
  map.rows[0] = map.columns[0] = hostile;
  const std::string svg = to_svg(map);
  test::XmlCheck xml(svg);
  CHECK(xml.fault() == "");
  CHECK(xml.count("script") == 0);
  CHECK(xml.count("title") == 1);
  CHECK(count(svg, "&lt;script&gt;") == 8);
}

TEST_CASE("the same map gives the same bytes; another value gives others") {
  HeatMap map = ramp(7, 30);
  const std::string svg = to_svg(map);
  CHECK(svg == to_svg(ramp(7, 30)));
  map.values[17] = Rational(1);
  CHECK(svg != to_svg(map));
}

TEST_CASE("the colour bar ends at the least of 1, 1/2, 1/5, 1/10, … above all values") {
  const auto top_of = [](const Rational& most) {
    HeatMap map = ramp(1, 2);
    map.values = {Rational(0), most};
    return heat_map_top(map);
  };
  CHECK(top_of(0) == 1);
  CHECK(top_of(1) == 1);
  CHECK(top_of(Rational(51, 100)) == 1);
  CHECK(top_of(Rational(1, 2)) == Rational(1, 2));
  CHECK(top_of(Rational(1, 5)) == Rational(1, 5));
  CHECK(top_of(Rational(11, 100)) == Rational(1, 5));
  CHECK(top_of(Rational(3, 1000)) == Rational(1, 200));
  CHECK(top_of(3) == 5);
  CHECK(top_of(10) == 10);
  HeatMap unknown = ramp(1, 1);
  unknown.values = {std::nullopt};
  CHECK(heat_map_top(unknown) == 1);
  CHECK(cells_of(to_svg(unknown)) == 1);
}

TEST_CASE("numbers in cells are right however large") {
  HeatMap map = ramp(1, 1);
  map.values = {Rational(123'456'789'012) + Rational(1, 4)};
  CHECK(count(to_svg(map), ">123456789012.25</text>") == 1);
  map.values = {Rational(7, 100)};
  CHECK(count(to_svg(map), ">0.07</text>") == 1);
}

TEST_CASE("maps without values, with too few, or with negative ones are refused") {
  CHECK_THROWS_AS(static_cast<void>(to_svg(HeatMap{})), const Error&);
  HeatMap map = ramp(2, 3);
  map.values.pop_back();
  CHECK_THROWS_AS(static_cast<void>(to_svg(map)), const Error&);
  map = ramp(2, 3);
  map.rows.emplace_back("one more");
  CHECK_THROWS_AS(static_cast<void>(to_svg(map)), const Error&);
  map = ramp(2, 3);
  map.values[4] = Rational(-1, 1000);
  CHECK_THROWS_AS(static_cast<void>(to_svg(map)), const Error&);
  map = ramp(0, 0);
  CHECK_THROWS_AS(static_cast<void>(to_svg(map)), const Error&);
}

}  // namespace isthmus

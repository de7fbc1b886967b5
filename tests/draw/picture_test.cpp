// Pictures are well-formed whatever the names are, and show what they are told to.
#include "isthmus/draw/picture.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/random_network.hpp"
#include "support/xml.hpp"

namespace isthmus {
namespace {

const std::vector<std::string> hostile = {"<script>alert(1)</script>",
                                          "\"><svg onload='x'>",
                                          "a & b",
                                          "\\end{document}",
                                          "$%#_{}~^",
                                          "\xff\n",
                                          "中文",
                                          "]]>"};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

DiagramNames hostile_names(const BalanceNetwork& network) {
  DiagramNames names;
  for (const NodeId v : network.hidden_nodes()) {
    names.nodes.push_back(hostile[v.value % hostile.size()]);
  }
  for (const EdgeId e : network.edges()) {
    names.edges.push_back(hostile[e.value % hostile.size()] + "->" + hostile[0]);
  }
  return names;
}

PictureMarks all_marks(const BalanceNetwork& network) {
  PictureMarks marks;
  for (const NodeId v : network.hidden_nodes()) {
    if (v.value % 2 == 0) marks.set.push_back(v);
  }
  for (const EdgeId e : network.edges()) {
    marks.edges.push_back(static_cast<EdgeMark>(e.value % 4));
  }
  return marks;
}

TEST_CASE("SVG is well-formed XML with a title, a box for each node and a line for each edge") {
  test::Random random(11);
  for (int i = 0; i < 100; ++i) {
    const test::Instance instance = test::random_instance(random, {9, 20});
    const BalanceNetwork network = instance.network();
    const auto diagram = diagram_of(network, instance.c, hostile_names(network));
    REQUIRE(diagram);
    const std::string svg =
        to_svg(lay_out(*diagram), all_marks(network), {"A & \"B\" <c>", "one", true});
    test::XmlCheck xml(svg);
    REQUIRE(xml.fault() == "");
    CHECK(xml.count("script") == 0);
    CHECK(xml.count("title") == 1);
    CHECK(count(svg, "<path class=\"line\"") == network.edge_count());
    CHECK(count(svg, "<g class=\"node") == diagram->nodes.size());
    CHECK(count(svg, "class=\"edge strong\"") == (network.edge_count() + 2) / 4);
    CHECK(count(svg, "class=\"edge used\"") == (network.edge_count() + 1) / 4);
    CHECK(count(svg, "class=\"edge zero\"") == network.edge_count() / 4);
  }
}

LayeredDrawing triangle() {
  const auto edge = [](std::uint32_t tail, std::uint32_t head) {
    return Arc{NodeId{tail}, NodeId{head}, 1};
  };
  const BalanceNetwork network(3, {edge(3, 0), edge(0, 1), edge(1, 2), edge(2, 3)});
  return lay_out(*diagram_of(network, Balance(3, Rational(1)), {{"a", "b", "c"}, {}}));
}

TEST_CASE("the shading covers the set and the edges inside, and nothing without a set") {
  const std::string svg = to_svg(triangle(), {{NodeId{0}, NodeId{1}}, {}}, {"t", "g", false});
  const std::size_t start = svg.find("<g class=\"set\">");
  REQUIRE(start != std::string::npos);
  const std::string shading = svg.substr(start, svg.find("</g>", start) - start);
  CHECK(count(shading, "<rect") == 2);
  CHECK(count(shading, "<path") == 1);
  CHECK(to_svg(triangle(), {}, {"t", "g", false}).find("class=\"set\"") == std::string::npos);
  CHECK(svg.find("<style>") == std::string::npos);
}

TEST_CASE("TikZ draws the same things within its size") {
  const std::vector<std::string> labels = {"a", "b", "c", "x", "y"};
  const std::string tikz =
      to_tikz(triangle(), {{NodeId{0}, NodeId{1}}, {EdgeMark::strong}}, labels, 50, 50);
  CHECK(tikz.starts_with("\\begin{tikzpicture}"));
  CHECK(tikz.ends_with("\\end{tikzpicture}"));
  CHECK(count(tikz, "{") == count(tikz, "}"));
  CHECK(count(tikz, "\\fill[blue!12") == 2);
  CHECK(count(tikz, "\\draw[->") == 4);
  CHECK(count(tikz, "red!70!black") == 1);
  CHECK(tikz.find("{$b$}") != std::string::npos);
  // All coordinates "(x,y)" stay below the width.
  for (std::size_t at = tikz.find("] ("); at != std::string::npos; at = tikz.find("] (", at + 1)) {
    CHECK(std::stod(tikz.substr(at + 3)) <= 50.0);
  }
}

}  // namespace
}  // namespace isthmus

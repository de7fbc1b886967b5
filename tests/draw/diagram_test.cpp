// The ground is split as the names of edges tell.
#include "isthmus/draw/diagram.hpp"

#include <doctest/doctest.h>

#include "support/random_network.hpp"

namespace isthmus {
namespace {

Arc arc(std::uint32_t tail, std::uint32_t head, std::uint64_t many = 1) {
  return {NodeId{tail}, NodeId{head}, many};
}

TEST_CASE("the ground is named by its edges") {
  const BalanceNetwork network(1, {arc(1, 0), arc(1, 0), arc(1, 0), arc(0, 1), arc(1, 1)});
  const DiagramNames names{{"h"}, {"x->h", "x->h#2", "z->h", "h->x", "x->y"}};
  const auto diagram = diagram_of(network, Balance(std::vector<Rational>{Rational(-1) / 2}), names);
  REQUIRE(diagram);
  REQUIRE(diagram->nodes.size() == 5);  // h; x and z as tails; x and y as heads
  CHECK(diagram->nodes[0].label == "h");
  CHECK(diagram->nodes[0].note == "c = −1/2");
  CHECK(diagram->nodes[0].hidden);
  CHECK(diagram->nodes[1].label == "x");
  CHECK_FALSE(diagram->nodes[1].hidden);
  CHECK(diagram->nodes[2].label == "z");
  CHECK(diagram->edges[0].tail == diagram->edges[1].tail);
  CHECK(diagram->edges[4].tail == diagram->edges[0].tail);
  CHECK(diagram->edges[3].head != diagram->edges[0].tail);
  CHECK(diagram->edges[0].label.empty());
  CHECK(diagram->edges[1].label == "#2");
}

TEST_CASE("without names there is one ground at each end, and edges are numbered") {
  const BalanceNetwork network(2, {arc(2, 0), arc(2, 1, 3), arc(0, 2), arc(1, 2)});
  const auto diagram = diagram_of(network, Balance(2, Rational(0)), {});
  REQUIRE(diagram);
  REQUIRE(diagram->nodes.size() == 4);
  CHECK(diagram->nodes[1].label == "v1");
  CHECK(diagram->nodes[2].label == "ground");
  CHECK(diagram->edges[0].label == "e0");
  CHECK(diagram->edges[1].label == "e1 ×3");
}

TEST_CASE("a long name leaves room for the multiplicity") {
  const BalanceNetwork network(1, {arc(1, 0, 1234567)});
  const DiagramNames names{{"h"}, {"a name that goes on and on"}};
  const auto diagram = diagram_of(network, Balance(1, Rational(0)), names);
  REQUIRE(diagram);
  CHECK(diagram->edges[0].label == "a name that g… ×1234567");
}

TEST_CASE("names that do not fit say nothing about the ground") {
  const BalanceNetwork network(1, {arc(1, 0), arc(1, 0), arc(1, 0), arc(1, 1)});
  const DiagramNames names{{"h"}, {"first", "->h", "a->b->h", "a->b->c"}};
  CHECK(edge_end_names(network, names, EdgeId{0}).tail == "ground");
  CHECK(edge_end_names(network, names, EdgeId{1}).tail == "ground");
  CHECK(edge_end_names(network, names, EdgeId{2}).tail == "a->b");
  CHECK(edge_end_names(network, names, EdgeId{3}).tail == "ground");
}

TEST_CASE("what cannot be read is not drawn") {
  const auto drawn = [](std::size_t hidden, std::size_t edges) {
    const auto ground = static_cast<std::uint32_t>(hidden);
    const BalanceNetwork network(hidden, std::vector<Arc>(edges, arc(ground, 0)));
    return diagram_of(network, Balance(hidden, Rational(0)), {}).has_value();
  };
  CHECK(drawn(Diagram::most_nodes - 1, Diagram::most_edges));  // and one for the ground
  CHECK_FALSE(drawn(Diagram::most_nodes, Diagram::most_edges));
  CHECK_FALSE(drawn(1, Diagram::most_edges + 1));
}

TEST_CASE("long numbers are shown by their sign") {
  const BalanceNetwork network(2, {});
  const Balance c(std::vector<Rational>{Rational(-123456789), Rational(1) / 100000007});
  const auto diagram = diagram_of(network, c, {});
  REQUIRE(diagram);
  CHECK(diagram->nodes[0].note == "c < 0");
  CHECK(diagram->nodes[1].note == "c > 0");
}

}  // namespace
}  // namespace isthmus

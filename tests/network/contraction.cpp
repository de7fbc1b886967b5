#include "isthmus/network/contraction.hpp"

#include <doctest/doctest.h>

#include "isthmus/network/architecture.hpp"

namespace isthmus {
namespace {

/// A network from a drawing: "dag:…" with all weights 1 and the edges in `fixed` not trainable.
Network drawn(const std::string& drawing, const std::vector<std::size_t>& fixed) {
  Network network = parse_architecture(drawing);
  for (Edge& edge : network.edges) edge.weights = {Rational(1)};
  for (const std::size_t e : fixed) network.edges[e].fixed = true;
  return network;
}

std::vector<std::uint32_t> numbers(const std::vector<NodeId>& nodes) {
  std::vector<std::uint32_t> values;
  for (const NodeId v : nodes) values.push_back(v.value);
  return values;
}

using Numbers = std::vector<std::uint32_t>;

TEST_CASE("without fixed edges only the ground is contracted") {
  const Network network = parse_architecture("dag:x>h,x>k,h>y,k>z,h>k,x>y");
  const Contraction contraction = contract(network);  // nodes x h k y z
  CHECK(numbers(contraction.node_of) == Numbers{2, 0, 1, 2, 2});
  CHECK(contraction.members.values() == std::vector<Numbers>{{1}, {2}});
  CHECK(contraction.file_edge.values() == Numbers{0, 1, 2, 3, 4, 5});
  CHECK(contraction.graph.is_loop(EdgeId{5}));
  CHECK(contraction.graph.tail(EdgeId{4}) == NodeId{0});
  CHECK(contraction.graph.head(EdgeId{4}) == NodeId{1});
  CHECK_FALSE(balance_of(network, contraction).has_value());
}

TEST_CASE("a residual block becomes a cycle through the merged node") {
  // x → a, a → b → c trainable, a → c the fixed skip, c → y.
  const Network network = drawn("dag:x>a,a>b,b>c,a>c,c>y", {3});
  const Contraction contraction = contract(network);
  CHECK(contraction.members.values() == std::vector<Numbers>{{1, 3}, {2}});
  CHECK(contraction.file_edge.values() == Numbers{0, 1, 2, 4});
  CHECK(contraction.graph_edge == Numbers{0, 1, 2, Contraction::no_edge, 3});
  CHECK(contraction.graph.tail(EdgeId{1}) == NodeId{0});
  CHECK(contraction.graph.head(EdgeId{2}) == NodeId{0});
}

TEST_CASE("a chain of fixed edges to the ground leaves no law along it") {
  const Network network = drawn("dag:x>a,a>b,b>c,c>y,x>d,d>a,d>y", {1, 2, 3});
  const Contraction contraction = contract(network);  // nodes x a b c y d
  CHECK(numbers(contraction.node_of) == Numbers{1, 1, 1, 1, 1, 0});
  CHECK(contraction.members.values() == std::vector<Numbers>{{5}});
  CHECK(contraction.graph.is_loop(EdgeId{0}));
  CHECK(balance_of(network, contraction).value().values() == std::vector<Rational>{-1});
}

TEST_CASE("fixed edges that close an undirected cycle tie once, an edge inside is a loop") {
  // a=b=c tied by a>b, b>c and a>c; the trainable parallel b>c is a loop that no law sees.
  Network network = drawn("dag:x>a,a>b,b>c,a>c,b>c,c>y", {1, 2, 3});
  network.edges[4].weights = {Rational(7)};
  network.edges[0].weights = {Rational(3)};
  const Contraction contraction = contract(network);
  CHECK(contraction.members.values() == std::vector<Numbers>{{1, 2, 3}});
  CHECK(contraction.graph.is_loop(EdgeId{1}));
  CHECK(balance_of(network, contraction).value().values() == std::vector<Rational>{8});
  CHECK(squared_weights(network, contraction).values() == std::vector<Rational>{9, 49, 1});
}

TEST_CASE("a given balance is summed over groups, a bundle counts its squared norm") {
  Network network = drawn("dag:x>a,a>b,b>y", {1});
  for (Edge& edge : network.edges) {
    if (!edge.fixed) edge.weights.clear();
  }
  network.balance = {std::nullopt, Rational(5), Rational(-2), std::nullopt};
  CHECK(balance_of(network, contract(network)).value().values() == std::vector<Rational>{3});

  Network bundle = parse_architecture("dag:x>h>y");
  bundle.edges[0].multiplicity = 2;
  bundle.edges[0].weights = {Rational(3), Rational(-4)};
  bundle.edges[1].multiplicity = 4;
  bundle.edges[1].norm_squared = Rational(5, 2);
  const Contraction contraction = contract(bundle);
  CHECK(contraction.graph.weight_count() == 6);
  CHECK(balance_of(bundle, contraction).value().values() == std::vector<Rational>{Rational(45, 2)});
}

}  // namespace
}  // namespace isthmus

#include "isthmus/network/balance_network.hpp"

#include <doctest/doctest.h>

#include "support/message.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

Arc arc(std::uint32_t tail, std::uint32_t head, std::uint64_t multiplicity = 1) {
  return {NodeId{tail}, NodeId{head}, multiplicity};
}

std::vector<EdgeId> listed(std::span<const EdgeId> edges) { return {edges.begin(), edges.end()}; }

TEST_CASE("adjacency lists hold every edge once, increasing, and no loop") {
  // Two hidden nodes and the ground 2: parallels, a bundle, a loop at 0 and one at the ground.
  const BalanceNetwork network(
      2, {arc(2, 0), arc(0, 1), arc(0, 0), arc(0, 1, 5), arc(2, 2), arc(1, 2)});
  CHECK(network.ground() == NodeId{2});
  CHECK(network.edge_count() == 6);
  CHECK(network.weight_count() == 10);
  CHECK(network.is_loop(EdgeId{2}));
  CHECK(network.is_loop(EdgeId{4}));
  CHECK(listed(network.out_edges(NodeId{0})) == std::vector{EdgeId{1}, EdgeId{3}});
  CHECK(listed(network.in_edges(NodeId{0})) == std::vector{EdgeId{0}});
  CHECK(listed(network.in_edges(NodeId{1})) == std::vector{EdgeId{1}, EdgeId{3}});
  CHECK(listed(network.out_edges(NodeId{2})) == std::vector{EdgeId{0}});
  CHECK(listed(network.in_edges(NodeId{2})) == std::vector{EdgeId{5}});
  CHECK(network.other_end(EdgeId{5}, NodeId{1}) == NodeId{2});
  CHECK(network.other_end(EdgeId{5}, NodeId{2}) == NodeId{1});
}

TEST_CASE("a network without hidden nodes is a ground with loops") {
  const BalanceNetwork network(0, {arc(0, 0)});
  CHECK(network.node_count() == 1);
  CHECK(network.out_edges(network.ground()).empty());
  CHECK(balance_of(network, Flow(1, Rational(3))).size() == 0);
}

TEST_CASE("the reversed network turns every edge and negates the law") {
  test::Random random(1);
  for (int round = 0; round < 200; ++round) {
    const test::Instance it = test::random_instance(random);
    const BalanceNetwork network = it.network();
    const BalanceNetwork turned = network.reversed();
    Flow x(network.edge_count());
    for (Rational& value : x.values()) value = random.between(0, 5);
    const Balance c = balance_of(network, x);
    const Balance negated = balance_of(turned, x);
    for (const NodeId v : network.hidden_nodes()) {
      CHECK(negated[v] == -c[v]);
      CHECK(listed(turned.out_edges(v)) == listed(network.in_edges(v)));
      CHECK(listed(turned.in_edges(v)) == listed(network.out_edges(v)));
    }
    CHECK(turned.weight_count() == network.weight_count());
  }
}

TEST_CASE("a flow is nonnegative and has the balance asked for") {
  const BalanceNetwork network(2, {arc(2, 0), arc(0, 1), arc(1, 2), arc(0, 0)});
  const Balance c(std::vector<Rational>{1, -1});
  CHECK(balance_of(network, Flow(std::vector<Rational>{3, 2, 3, 7})) == c);
  CHECK(is_flow(network, c, Flow(std::vector<Rational>{3, 2, 3, 7})));
  CHECK(is_flow(network, c, Flow(std::vector<Rational>{1, 0, 1, 0})));
  CHECK_FALSE(is_flow(network, c, Flow(std::vector<Rational>{0, -1, 0, 0})));
  CHECK_FALSE(is_flow(network, c, Flow(std::vector<Rational>{3, 2, 3, -1})));
  CHECK_FALSE(is_flow(network, c, Flow(std::vector<Rational>{3, 2, 2, 7})));
  CHECK_FALSE(is_flow(network, c, Flow(std::vector<Rational>{3, 2, 3})));
}

TEST_CASE("arcs that make no sense are refused") {
  const auto build = [](Arc bad) { return [bad] { return BalanceNetwork(1, {bad}); }; };
  CHECK(test::message_of(build(arc(2, 0))) ==
        "an edge ends at a node that does not exist; use nodes up to the ground");
  CHECK(test::message_of(build(arc(0, 2))) ==
        "an edge ends at a node that does not exist; use nodes up to the ground");
  CHECK(test::message_of(build(arc(0, 1, 0))) == "an edge has multiplicity 0; leave the edge out");
  CHECK(test::message_of([] {
          return BalanceNetwork(
              1, {arc(0, 1, std::uint64_t{1} << 63), arc(0, 1, std::uint64_t{1} << 63)});
        }) == "the multiplicities add up to more than 2^64 - 1; use smaller ones");
}

}  // namespace
}  // namespace isthmus

// Cut trees against maximum flows of Boost.Graph, pair by pair.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <vector>

#include "isthmus/flow/cut_tree.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Capacities = boost::property<
    boost::edge_capacity_t, std::int64_t,
    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                    Capacities>;

// An undirected edge is a pair of arcs that are each other's reverse.
Graph graph_of(const BalanceNetwork& network, const std::vector<std::int64_t>& weights) {
  Graph graph(network.node_count());
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e)) continue;
    const auto there = boost::add_edge(network.tail(e).value, network.head(e).value, graph).first;
    const auto back = boost::add_edge(network.head(e).value, network.tail(e).value, graph).first;
    for (const auto arc : {there, back}) {
      boost::put(boost::edge_capacity, graph, arc, weights[e.value]);
    }
    boost::put(boost::edge_reverse, graph, there, back);
    boost::put(boost::edge_reverse, graph, back, there);
  }
  return graph;
}

// Not Boost's push-relabel: with capacities in both directions its own check of the flow can fail.
std::int64_t maximum_flow(Graph& graph, std::uint32_t from, std::uint32_t to) {
  const auto index = boost::get(boost::vertex_index, graph);
  std::vector<boost::default_color_type> color(boost::num_vertices(graph));
  std::vector<Traits::edge_descriptor> before(boost::num_vertices(graph));
  return boost::edmonds_karp_max_flow(
      graph, from, to,
      boost::color_map(boost::make_iterator_property_map(color.begin(), index))
          .predecessor_map(boost::make_iterator_property_map(before.begin(), index)));
}

std::vector<NodeId> way_up(const CutTree& tree, NodeId v) {
  std::vector<NodeId> way{v};
  while (tree.parent[v] != v) way.push_back(v = tree.parent[v]);
  return way;
}

// The least value on the way between two nodes: what only one of the ways up has.
Rational least_between(const CutTree& tree, NodeId a, NodeId b) {
  const std::vector<NodeId> up_a = way_up(tree, a);
  const std::vector<NodeId> up_b = way_up(tree, b);
  std::optional<Rational> least;
  const auto look = [&](const std::vector<NodeId>& way, const std::vector<NodeId>& other) {
    for (const NodeId v : way) {
      if (std::find(other.begin(), other.end(), v) != other.end()) break;
      if (!least || tree.value[v] < *least) least = tree.value[v];
    }
  };
  look(up_a, up_b);
  look(up_b, up_a);
  return *least;
}

// Nodes in a row of layers, each joined to some of the next ones: long and narrow or short and
// wide.
BalanceNetwork layered(test::Random& random, std::uint32_t hidden) {
  std::vector<Arc> arcs;
  const auto reach = 1 + random.below(8);
  for (std::uint32_t v = 0; v < hidden; ++v) {
    for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
      const auto next = static_cast<std::uint32_t>(v + 1 + random.below(reach));
      arcs.push_back({NodeId{v}, NodeId{std::min(next, hidden)}, 1});
    }
    if (v < reach || random.chance(10)) arcs.push_back({NodeId{hidden}, NodeId{v}, 1});
  }
  return {hidden, std::move(arcs)};
}

}  // namespace

TEST_CASE("Boost finds the same maximum flow between any two nodes") {
  int below_degree = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const auto hidden = static_cast<std::uint32_t>(15 + random.below(25));
    const BalanceNetwork network = layered(random, hidden);
    std::vector<std::int64_t> weights;
    Flow exact(network.edge_count());
    std::vector<std::int64_t> degree(network.node_count(), 0);
    for (const EdgeId e : network.edges()) {
      weights.push_back(random.between(0, seed % 2 == 0 ? 4 : 1000));
      exact[e] = Rational(weights.back());
      degree[network.tail(e).value] += weights.back();
      degree[network.head(e).value] += weights.back();
    }
    Budget unlimited;
    const CutTree tree = *cut_tree(network, exact, unlimited);
    Graph graph = graph_of(network, weights);
    for (std::uint32_t a = 0; a <= hidden; ++a) {
      for (std::uint32_t b = 0; b < a; ++b) {
        const std::int64_t flow = maximum_flow(graph, a, b);
        REQUIRE(least_between(tree, NodeId{a}, NodeId{b}) == flow);
        below_degree += flow < std::min(degree[a], degree[b]) ? 1 : 0;
      }
    }
  }
  CHECK(below_degree > 100);
}

}  // namespace isthmus

// The engine's contraction of networks with fixed edges against the oracle's.
#include <doctest/doctest.h>

#include "isthmus/network/blocks.hpp"
#include "isthmus/network/contraction.hpp"
#include "oracle/graph.hpp"
#include "support/random_network.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

Rational random_weight(Random& random) { return random_rational(random, -3, 3); }

Edge random_edge(Random& random, std::uint32_t from, std::uint32_t to) {
  Edge edge;
  edge.from = from;
  edge.to = to;
  edge.fixed = random.chance(35);
  edge.multiplicity = !edge.fixed && random.chance(20) ? 2 + random.below(2) : 1;
  if (edge.fixed) {
    edge.weights = {Rational(random.chance(50) ? 1 : -2)};
  } else if (edge.multiplicity > 1 && random.chance(50)) {
    edge.norm_squared = random_weight(random) + 3;
  } else {
    for (std::uint64_t i = 0; i < edge.multiplicity; ++i)
      edge.weights.push_back(random_weight(random));
  }
  return edge;
}

/// A DAG with inputs first and outputs last, some edges fixed.
Network random_dag(Random& random) {
  Network network;
  const std::uint32_t hidden = static_cast<std::uint32_t>(random.below(7));
  for (std::uint32_t v = 0; v < hidden + 4; ++v) {
    const Role role = v < 2 ? Role::input : v < hidden + 2 ? Role::hidden : Role::output;
    network.nodes.push_back({std::string(1, static_cast<char>('a' + v)), role, false});
  }
  for (std::uint64_t i = random.below(8); i > 0; --i) {
    const auto to = static_cast<std::uint32_t>(2 + random.below(hidden + 2));
    const auto from = static_cast<std::uint32_t>(random.below(to));
    network.edges.push_back(random_edge(random, from, to));
  }
  return network;
}

void check_nodes(const Network& network, const Contraction& found,
                 const oracle::Contracted& expected) {
  REQUIRE(found.graph.hidden_count() == expected.graph.hidden);
  for (std::size_t v = 0; v < network.nodes.size(); ++v)
    CHECK(found.node_of[v].value == expected.node_of[v]);
  for (const NodeId v : found.graph.hidden_nodes()) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < network.nodes.size(); ++i)
      if (expected.node_of[i] == v.value) members.push_back(i);
    CHECK(found.members[v] == members);
  }
}

void check_edges(const Network& network, const Contraction& found,
                 const oracle::Contracted& expected) {
  CHECK(found.graph.weight_count() == expected.graph.edges.size());
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const std::uint32_t mapped = found.graph_edge[e];
    CHECK((mapped == Contraction::no_edge) == network.edges[e].fixed);
    if (mapped == Contraction::no_edge) continue;
    CHECK(found.file_edge[EdgeId{mapped}] == e);
    for (const oracle::Weight& weight : expected.graph.edges) {
      if (weight.bundle != e) continue;
      CHECK(found.graph.tail(EdgeId{mapped}).value == weight.tail);
      CHECK(found.graph.head(EdgeId{mapped}).value == weight.head);
    }
  }
}

void check_numbers(const Network& network, const Contraction& found,
                   const oracle::Contracted& expected) {
  const oracle::Vector squares = oracle::squares(expected, network);
  const Flow x = squared_weights(network, found);
  for (const EdgeId e : found.graph.edges()) {
    Rational sum = 0;
    for (std::size_t i = 0; i < squares.size(); ++i)
      if (expected.graph.edges[i].bundle == found.file_edge[e]) sum += squares[i];
    CHECK(x[e] == sum);
  }
  CHECK(balance_of(found.graph, x).values() == oracle::balance(expected, network));
  const std::optional<Balance> c = balance_of(network, found);
  REQUIRE(c.has_value() == (found.graph.edge_count() > 0));
  if (c) CHECK(c->values() == oracle::balance(expected, network));
}

/// A balance given node by node, without weights, is summed over what is tied together.
void check_given_balance(Random& random, Network network, const Contraction& found,
                         const oracle::Contracted& expected) {
  for (Edge& edge : network.edges)
    if (!edge.fixed) edge.weights = {}, edge.norm_squared = std::nullopt;
  network.balance.resize(network.nodes.size());
  for (std::size_t v = 0; v < network.nodes.size(); ++v)
    if (expected.node_of[v] < expected.graph.hidden) network.balance[v] = random_weight(random);
  CHECK(balance_of(network, found).value().values() == oracle::balance(expected, network));
}

void check_joined(const Contraction& found, const oracle::Graph& g) {
  CHECK(connected_to_ground(found.graph) == oracle::all_joined_to_ground(g, g.all_edges()));
  for (const std::vector<NodeId>& part : hidden_components(found.graph)) {
    oracle::Set set = 0;
    for (const NodeId v : part) set |= oracle::just(v.value);
    const oracle::Set between = oracle::inside(g, g.hidden_nodes());
    CHECK(oracle::joined(g, part.front().value, between) == set);
  }
}

}  // namespace

TEST_CASE("fixed edges tie their ends together, in the engine and by definition") {
  Random random(701);
  std::size_t merged = 0;
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    const Network network = random_dag(random);
    const Contraction found = contract(network);
    const oracle::Contracted expected = oracle::contracted(network);
    check_nodes(network, found, expected);
    check_edges(network, found, expected);
    check_numbers(network, found, expected);
    check_given_balance(random, network, found, expected);
    check_joined(found, expected.graph);
    for (const auto& members : found.members.values()) merged += members.size() > 1 ? 1 : 0;
  }
  CHECK(merged > 200);
}

// Contraction of fixed edges and of the ground (theory §1.2).
//
// Rescaling must keep a fixed weight w ≠ 0 between u and v: both ends scale by the same factor, so
// only the sum of their laws survives. Hence the laws live on the classes of the equivalence
// relation spanned by the fixed edges, where all inputs and outputs, which cannot scale at all,
// are one class: the ground. Union–find over the nodes, with one extra element for the ground,
// finds the classes; every trainable edge then joins two of them. An edge inside a class becomes
// a loop (its square enters and leaves the law), and a class may close a directed cycle.
#include "isthmus/network/contraction.hpp"

#include <utility>

#include "isthmus/error.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t unnumbered = std::numeric_limits<std::uint32_t>::max();

/// The classes of the nodes; the class of element nodes.size() is the ground.
DisjointSets tied_classes(const Network& network) {
  const auto ground = static_cast<std::uint32_t>(network.nodes.size());
  DisjointSets classes(network.nodes.size() + 1);
  for (std::uint32_t v = 0; v < ground; ++v) {
    if (network.nodes[v].role != Role::hidden) classes.join(v, ground);
  }
  for (const Edge& edge : network.edges) {
    if (edge.fixed) classes.join(edge.from, edge.to);
  }
  return classes;
}

struct Numbering {
  std::vector<NodeId> node_of;
  std::vector<std::vector<std::uint32_t>> members;
};

/// Numbers the classes in file order of their first members, the ground last.
Numbering number_classes(DisjointSets classes, std::uint32_t node_count) {
  Numbering numbering{std::vector<NodeId>(node_count), {}};
  std::vector<std::uint32_t> number(node_count + 1, unnumbered);
  const std::uint32_t ground = classes.find(node_count);
  for (std::uint32_t v = 0; v < node_count; ++v) {
    const std::uint32_t root = classes.find(v);
    if (root == ground) continue;
    if (number[root] == unnumbered) {
      number[root] = static_cast<std::uint32_t>(numbering.members.size());
      numbering.members.emplace_back();
    }
    numbering.members[number[root]].push_back(v);
  }
  number[ground] = static_cast<std::uint32_t>(numbering.members.size());
  for (std::uint32_t v = 0; v < node_count; ++v) {
    numbering.node_of[v] = NodeId{number[classes.find(v)]};
  }
  return numbering;
}

Balance given_balance(const Network& network, const Contraction& contraction) {
  Balance c(contraction.graph.hidden_count());
  for (const NodeId v : contraction.graph.hidden_nodes()) {
    for (const std::uint32_t member : contraction.members[v]) {
      const std::optional<Rational>& value = network.balance[member];
      ensure(value.has_value(), "a valid balance covers every hidden node with a law");
      c[v] += *value;
    }
  }
  return c;
}

}  // namespace

Contraction contract(const Network& network) {
  const auto node_count = static_cast<std::uint32_t>(network.nodes.size());
  Numbering numbering = number_classes(tied_classes(network), node_count);
  std::vector<Arc> arcs;
  std::vector<std::uint32_t> file_edge;
  std::vector<std::uint32_t> graph_edge(network.edges.size(), Contraction::no_edge);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (edge.fixed) continue;
    graph_edge[e] = static_cast<std::uint32_t>(arcs.size());
    file_edge.push_back(e);
    arcs.push_back({numbering.node_of[edge.from], numbering.node_of[edge.to], edge.multiplicity});
  }
  const std::size_t hidden_count = numbering.members.size();
  return {BalanceNetwork(hidden_count, std::move(arcs)), std::move(numbering.node_of),
          PerNode<std::vector<std::uint32_t>>(std::move(numbering.members)),
          PerEdge<std::uint32_t>(std::move(file_edge)), std::move(graph_edge)};
}

Flow squared_weights(const Network& network, const Contraction& contraction) {
  Flow x(contraction.graph.edge_count());
  for (const EdgeId e : contraction.graph.edges()) {
    x[e] = squared_norm(network.edges[contraction.file_edge[e]]);
  }
  return x;
}

std::optional<Balance> balance_of(const Network& network, const Contraction& contraction) {
  if (has_weights(network)) {
    return balance_of(contraction.graph, squared_weights(network, contraction));
  }
  if (!network.balance.empty()) return given_balance(network, contraction);
  return std::nullopt;
}

}  // namespace isthmus

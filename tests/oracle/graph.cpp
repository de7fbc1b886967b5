#include "oracle/graph.hpp"

#include <stdexcept>

namespace isthmus::oracle {

Set Graph::bundle(std::size_t number) const {
  Set members = 0;
  for (std::size_t e = 0; e < edges.size(); ++e)
    if (edges[e].bundle == number) members |= just(e);
  return members;
}

void Graph::require_small() const {
  if (hidden > 12 || edges.size() > 20) throw std::length_error("too large for the oracle");
}

Graph graph_of(const BalanceNetwork& network) {
  Graph g{network.hidden_count(), {}};
  for (const EdgeId e : network.edges())
    for (std::uint64_t copy = 0; copy < network.multiplicity(e); ++copy)
      g.edges.push_back({network.tail(e).value, network.head(e).value, e.value});
  g.require_small();
  return g;
}

namespace {

constexpr std::size_t ground_label = static_cast<std::size_t>(-1);

/// Replaces one label by another; the ground's label wins.
void tie(std::vector<std::size_t>& label, std::size_t a, std::size_t b) {
  const std::size_t winner = a == ground_label || b == ground_label ? ground_label : std::min(a, b);
  for (std::size_t& l : label)
    if (l == a || l == b) l = winner;
}

/// Equal labels: tied together by fixed edges, or both ground.
std::vector<std::size_t> tied_labels(const Network& network) {
  std::vector<std::size_t> label;
  for (const Node& node : network.nodes)
    label.push_back(node.role == Role::hidden ? label.size() : ground_label);
  for (const Edge& edge : network.edges)
    if (edge.fixed) tie(label, label[edge.from], label[edge.to]);
  return label;
}

}  // namespace

Contracted contracted(const Network& network) {
  const std::vector<std::size_t> label = tied_labels(network);
  Contracted c{{0, {}}, std::vector<std::size_t>(label.size())};
  for (std::size_t v = 0; v < label.size(); ++v)
    if (label[v] == v) c.node_of[v] = c.graph.hidden++;
  for (std::size_t v = 0; v < label.size(); ++v)
    c.node_of[v] = label[v] == ground_label ? c.graph.hidden : c.node_of[label[v]];
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    for (std::uint64_t copy = 0; !edge.fixed && copy < edge.multiplicity; ++copy)
      c.graph.edges.push_back({c.node_of[edge.from], c.node_of[edge.to], e});
  }
  c.graph.require_small();
  return c;
}

Vector squares(const Contracted& c, const Network& network) {
  Vector x;
  for (std::size_t i = 0; i < c.graph.edges.size(); ++i) {
    const std::size_t bundle = c.graph.edges[i].bundle;
    const bool first = i == 0 || c.graph.edges[i - 1].bundle != bundle;
    const std::size_t copy =
        first ? 0 : x.size() - static_cast<std::size_t>(__builtin_ctz(c.graph.bundle(bundle)));
    const Edge& edge = network.edges[bundle];
    if (edge.weights.empty())
      x.push_back(first ? edge.norm_squared.value() : Rational(0));
    else
      x.push_back(edge.weights[copy] * edge.weights[copy]);
  }
  return x;
}

Vector balance(const Contracted& c, const Network& network) {
  if (network.balance.empty()) return balance(c.graph, squares(c, network));
  Vector sums(c.graph.hidden);
  for (std::size_t v = 0; v < network.nodes.size(); ++v)
    if (c.node_of[v] < c.graph.hidden && network.balance[v])
      sums[c.node_of[v]] += *network.balance[v];
  return sums;
}

Vector balance(const Graph& g, const Vector& x) {
  Vector sums(g.hidden + 1);
  for (std::size_t e = 0; e < g.edges.size(); ++e) {
    sums[g.edges[e].head] += x[e];
    sums[g.edges[e].tail] -= x[e];
  }
  sums.pop_back();
  return sums;
}

Set joined(const Graph& g, std::size_t node, Set edges) {
  Set found = just(node);
  for (Set before = 0; before != found;) {
    before = found;
    for (std::size_t e = 0; e < g.edges.size(); ++e)
      if (has(edges, e) && (has(found, g.edges[e].tail) || has(found, g.edges[e].head)))
        found |= just(g.edges[e].tail) | just(g.edges[e].head);
  }
  return found;
}

bool all_joined_to_ground(const Graph& g, Set edges) {
  return joined(g, g.hidden, edges) == all(g.hidden + 1);
}

bool connected(const Graph& g, Set nodes) {
  const std::size_t first = static_cast<std::size_t>(__builtin_ctz(nodes));
  return joined(g, first, inside(g, nodes)) == nodes;
}

Set inside(const Graph& g, Set nodes) {
  Set result = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e)
    if (has(nodes, g.edges[e].tail) && has(nodes, g.edges[e].head)) result |= just(e);
  return result;
}

Set crossing(const Graph& g, Set nodes) {
  Set result = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e)
    if (has(nodes, g.edges[e].tail) != has(nodes, g.edges[e].head)) result |= just(e);
  return result;
}

bool reaches(const Graph& g, std::size_t from, std::size_t to, Set edges) {
  Set found = just(from);
  for (Set before = 0; before != found;) {
    before = found;
    for (std::size_t e = 0; e < g.edges.size(); ++e)
      if (has(edges, e) && has(found, g.edges[e].tail)) found |= just(g.edges[e].head);
  }
  return has(found, to);
}

}  // namespace isthmus::oracle

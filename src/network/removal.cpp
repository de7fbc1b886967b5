// Removal of nodes, and whether the function keeps its value (Theory §4, dynamics).
//
// A path from an input to an output through a removed node is what can be lost. A node that no path
// of nonzero weights joins to an input has the value 0 for every input, because the activations of
// this theory map 0 to 0 and a bias is an edge from an input; a node without such a path to an
// output has no influence. So two searches over the nonzero edges, one from the ground and one
// against the edges to it, decide it: a removed node seen by both carries signal. Outputs with
// out-edges count as sources too: those that stand for a normalisation need no signal to give one.
#include "isthmus/network/removal.hpp"

#include <algorithm>
#include <limits>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t gone = std::numeric_limits<std::uint32_t>::max();

std::vector<bool> membership(const Network& network, const std::vector<std::uint32_t>& nodes) {
  std::vector<bool> inside(network.nodes.size(), false);
  for (const std::uint32_t v : nodes) {
    ensure(network.nodes[v].role != Role::input, "inputs are not cut out");
    inside[v] = true;
  }
  return inside;
}

bool is_zero(const Edge& edge) {
  if (edge.norm_squared) return *edge.norm_squared == 0;
  return std::all_of(edge.weights.begin(), edge.weights.end(),
                     [](const Rational& weight) { return weight == 0; });
}

// The nonzero edges at one end or the other of every node.
class NonzeroEdges {
 public:
  NonzeroEdges(const Network& network, std::uint32_t Edge::*from, std::uint32_t Edge::*to)
      : start_(network.nodes.size() + 1, 0) {
    for (const Edge& edge : network.edges) start_[edge.*from + 1] += is_zero(edge) ? 0 : 1;
    for (std::size_t v = 1; v < start_.size(); ++v) start_[v] += start_[v - 1];
    targets_.resize(start_.back());
    std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
    for (const Edge& edge : network.edges) {
      if (!is_zero(edge)) targets_[next[edge.*from]++] = edge.*to;
    }
  }

  [[nodiscard]] std::vector<bool> reached(std::vector<std::uint32_t> queue) const {
    std::vector<bool> seen(start_.size() - 1, false);
    for (const std::uint32_t v : queue) seen[v] = true;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (std::size_t j = start_[queue[i]]; j < start_[queue[i] + 1]; ++j) {
        if (seen[targets_[j]]) continue;
        seen[targets_[j]] = true;
        queue.push_back(targets_[j]);
      }
    }
    return seen;
  }

 private:
  std::vector<std::size_t> start_;
  std::vector<std::uint32_t> targets_;
};

std::vector<std::uint32_t> ground_nodes(const Network& network) {
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (network.nodes[v].role != Role::hidden) nodes.push_back(v);
  }
  return nodes;
}

}  // namespace

Network without_nodes(const Network& network, const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(network, nodes);
  Network rest;
  rest.name = network.name;
  std::vector<std::uint32_t> number(network.nodes.size(), gone);
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (removed[v]) continue;
    number[v] = static_cast<std::uint32_t>(rest.nodes.size());
    rest.nodes.push_back(network.nodes[v]);
  }
  for (const Edge& edge : network.edges) {
    if (removed[edge.from] || removed[edge.to]) continue;
    rest.edges.push_back(edge);
    rest.edges.back().from = number[edge.from];
    rest.edges.back().to = number[edge.to];
  }
  return rest;
}

Network with_zeros_at(Network network, const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(network, nodes);
  for (Edge& edge : network.edges) {
    if (edge.fixed || (!removed[edge.from] && !removed[edge.to])) continue;
    for (Rational& weight : edge.weights) weight = 0;
    if (edge.norm_squared) edge.norm_squared = Rational(0);
  }
  return network;
}

bool same_but_for_names(const Network& a, const Network& b) {
  const auto same_node = [](const Node& u, const Node& v) {
    return u.role == v.role && u.bias == v.bias;
  };
  const auto same_edge = [](const Edge& d, const Edge& e) {
    return d.from == e.from && d.to == e.to && d.multiplicity == e.multiplicity &&
           d.fixed == e.fixed && d.weights == e.weights && d.norm_squared == e.norm_squared;
  };
  return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(), same_node) &&
         std::equal(a.edges.begin(), a.edges.end(), b.edges.begin(), b.edges.end(), same_edge) &&
         a.balance == b.balance;
}

Connection connection(const Network& network, const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> inside = membership(network, nodes);
  Connection result;
  for (const Edge& edge : network.edges) {
    if (inside[edge.from] != inside[edge.to]) result.cut_weight += squared_norm(edge);
  }
  const std::vector<std::uint32_t> ground = ground_nodes(network);
  const auto fed = NonzeroEdges(network, &Edge::from, &Edge::to).reached(ground);
  const auto heard = NonzeroEdges(network, &Edge::to, &Edge::from).reached(ground);
  result.carries_signal =
      std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t v) { return fed[v] && heard[v]; });
  return result;
}

}  // namespace isthmus

#include "isthmus/network/network.hpp"

#include <algorithm>
#include <unordered_map>

#include "isthmus/error.hpp"

namespace isthmus {

bool has_weights(const Network& network) {
  // In a valid network the first trainable edge speaks for all.
  const auto first = std::find_if(network.edges.begin(), network.edges.end(),
                                  [](const Edge& edge) { return !edge.fixed; });
  return first != network.edges.end() && (!first->weights.empty() || first->norm_squared);
}

namespace {

std::uint64_t ends_of(const Edge& edge) { return std::uint64_t{edge.from} << 32U | edge.to; }

/// Of the edge that is the rank-th between its ends, in file order.
std::string edge_name(const std::vector<Node>& nodes, const Edge& edge, std::size_t rank) {
  if (!edge.id.empty()) return edge.id;
  const std::string name = nodes[edge.from].id + "->" + nodes[edge.to].id;
  return rank > 1 ? name + "#" + std::to_string(rank) : name;
}

}  // namespace

std::vector<std::string> edge_names(const Network& network) {
  std::vector<std::string> names;
  names.reserve(network.edges.size());
  std::unordered_map<std::uint64_t, std::size_t> parallels;
  parallels.reserve(network.edges.size());
  // Edges with an id of their own count too, so that naming one edge renames no other.
  for (const Edge& edge : network.edges) {
    names.push_back(edge_name(network.nodes, edge, ++parallels[ends_of(edge)]));
  }
  return names;
}

std::vector<std::string> edge_names(const std::vector<Node>& nodes, const std::vector<Edge>& edges,
                                    const std::vector<std::uint32_t>& wanted) {
  std::unordered_map<std::uint64_t, std::size_t> parallels;
  std::unordered_map<std::uint32_t, std::size_t> rank;
  for (const std::uint32_t e : wanted) {
    parallels[ends_of(edges[e])] = 0;
    rank[e] = 0;
  }
  for (std::uint32_t e = 0; e < edges.size() && !wanted.empty(); ++e) {
    const auto found = parallels.find(ends_of(edges[e]));
    if (found == parallels.end()) continue;
    ++found->second;
    if (const auto place = rank.find(e); place != rank.end()) place->second = found->second;
  }
  std::vector<std::string> names;
  for (const std::uint32_t e : wanted) names.push_back(edge_name(nodes, edges[e], rank[e]));
  return names;
}

Rational squared_norm(const Edge& edge) {
  if (edge.norm_squared) return *edge.norm_squared;
  ensure(!edge.weights.empty(), "the weights of this edge are known");
  Rational sum = 0;
  for (const Rational& weight : edge.weights) sum += weight * weight;
  return sum;
}

}  // namespace isthmus

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

std::vector<std::string> edge_names(const Network& network) {
  std::vector<std::string> names;
  names.reserve(network.edges.size());
  std::unordered_map<std::uint64_t, std::size_t> parallels;
  parallels.reserve(network.edges.size());
  for (const Edge& edge : network.edges) {
    // Edges with an id of their own count too, so that naming one edge renames no other.
    const std::size_t rank = ++parallels[std::uint64_t{edge.from} << 32 | edge.to];
    if (!edge.id.empty()) {
      names.push_back(edge.id);
      continue;
    }
    std::string name = network.nodes[edge.from].id + "->" + network.nodes[edge.to].id;
    if (rank > 1) name.append("#").append(std::to_string(rank));
    names.push_back(std::move(name));
  }
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

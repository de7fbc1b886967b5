#include "motion/orbit_laws.hpp"

#include <algorithm>
#include <utility>

#include "network/disjoint_sets.hpp"

namespace isthmus::motion {
namespace {

/// An edge with its ends, among the unknowns.
struct Place {
  std::uint32_t tail, head;
  EdgeId edge;
  friend auto operator<=>(const Place&, const Place&) = default;
  [[nodiscard]] bool beside(const Place& other) const {
    return tail == other.tail && head == other.head;
  }
};

/// The edges of the laws, those between the same ends side by side.
std::vector<Place> sorted_edges(const BalanceNetwork& network, const PerEdge<bool>& support,
                                const std::vector<NodeId>& unknowns) {
  PerNode<std::uint32_t> unknown(network.node_count(), OrbitLaws::held);
  for (std::uint32_t i = 0; i < unknowns.size(); ++i) unknown[unknowns[i]] = i;
  std::vector<Place> places;
  places.reserve(network.edge_count());
  for (const EdgeId e : network.edges()) {
    const std::uint32_t tail = unknown[network.tail(e)];
    const std::uint32_t head = unknown[network.head(e)];
    if (tail != head && support[e]) places.push_back({tail, head, e});
  }
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace

std::vector<NodeId> unknowns_of(const BalanceNetwork& network, const PerEdge<bool>& support) {
  DisjointSets joined(network.node_count());
  for (const EdgeId e : network.edges()) {
    if (support[e]) joined.join(network.tail(e).value, network.head(e).value);
  }
  std::vector<bool> held(network.node_count(), false);  // by representative
  held[joined.find(network.ground().value)] = true;
  std::vector<NodeId> unknowns;
  for (const NodeId v : network.hidden_nodes()) {
    const std::uint32_t set = joined.find(v.value);
    if (held[set]) unknowns.push_back(v);
    held[set] = true;
  }
  return unknowns;
}

SquareSums sums_in(const Flow& x) {
  return [&x](std::span<const EdgeId> edges) {
    Rational sum = 0;
    for (const EdgeId e : edges) sum += x[e];
    return sum;
  };
}

OrbitLaws orbit_laws(const BalanceNetwork& network, const PerEdge<bool>& support,
                     const SquareSums& square_sum, const Balance& c) {
  OrbitLaws laws;
  laws.unknowns = unknowns_of(network, support);
  for (const NodeId v : laws.unknowns) laws.target.push_back(c[v]);
  const std::vector<Place> places = sorted_edges(network, support, laws.unknowns);
  std::vector<EdgeId> edges;
  for (std::size_t i = 0; i < places.size(); ++i) {
    edges.push_back(places[i].edge);
    if (i + 1 < places.size() && places[i].beside(places[i + 1])) continue;
    laws.links.push_back({places[i].tail, places[i].head, square_sum(edges)});
    edges.clear();
  }
  return laws;
}

}  // namespace isthmus::motion

#include "motion/orbit_laws.hpp"

#include <map>

#include "isthmus/variety/point.hpp"

namespace isthmus::motion {
namespace {

PerNode<bool> held_nodes(const BalanceNetwork& network, const Flow& x) {
  PerNode<bool> held(network.node_count(), false);
  held[network.ground()] = true;
  for (const std::vector<NodeId>& component : rank_at(network, x).floating) {
    held[component.front()] = true;
  }
  return held;
}

}  // namespace

OrbitLaws orbit_laws(const BalanceNetwork& network, const Flow& x, const Balance& c) {
  const PerNode<bool> held = held_nodes(network, x);
  OrbitLaws laws;
  PerNode<std::uint32_t> unknown(network.node_count(), OrbitLaws::held);
  for (const NodeId v : network.hidden_nodes()) {
    if (held[v]) continue;
    unknown[v] = static_cast<std::uint32_t>(laws.unknowns.size());
    laws.unknowns.push_back(v);
    laws.target.push_back(c[v]);
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, Rational> sums;
  for (const EdgeId e : network.edges()) {
    const std::uint32_t tail = unknown[network.tail(e)];
    const std::uint32_t head = unknown[network.head(e)];
    if (tail != head && x[e] != 0) sums[{tail, head}] += x[e];
  }
  laws.links.reserve(sums.size());
  for (auto& [ends, sum] : sums) laws.links.push_back({ends.first, ends.second, std::move(sum)});
  return laws;
}

}  // namespace isthmus::motion

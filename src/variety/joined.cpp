#include "variety/joined.hpp"

#include <utility>

namespace isthmus {

JoinedNodes::JoinedNodes(const BalanceNetwork& network)
    : network_(network), parent_(network.node_count()), size_(network.node_count(), 1) {
  for (const NodeId v : network.nodes()) parent_[v] = v;
}

NodeId JoinedNodes::root(NodeId v) {
  while (parent_[v] != v) {
    parent_[v] = parent_[parent_[v]];
    v = parent_[v];
  }
  return v;
}

bool JoinedNodes::join(EdgeId e) {
  NodeId a = root(network_.tail(e));
  NodeId b = root(network_.head(e));
  if (a == b) return false;
  if (size_[a] < size_[b]) std::swap(a, b);
  parent_[b] = a;
  size_[a] += size_[b];
  return true;
}

std::vector<std::vector<NodeId>> JoinedNodes::floating() {
  std::vector<std::vector<NodeId>> components;
  constexpr std::uint32_t none = 0xffffffffu;
  PerNode<std::uint32_t> position(network_.node_count(), none);
  for (const NodeId v : network_.hidden_nodes()) {
    if (with_ground(v)) continue;
    std::uint32_t& at = position[root(v)];
    if (at == none) {
      at = static_cast<std::uint32_t>(components.size());
      components.emplace_back();
    }
    components[at].push_back(v);
  }
  return components;
}

}  // namespace isthmus

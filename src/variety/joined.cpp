#include "variety/joined.hpp"

#include <limits>

namespace isthmus {

std::vector<std::vector<NodeId>> JoinedNodes::floating() {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::vector<NodeId>> components;
  PerNode<std::uint32_t> position(network_.node_count(), none);
  const std::uint32_t with_ground = sets_.find(network_.ground().value);
  for (const NodeId v : network_.hidden_nodes()) {
    const std::uint32_t root = sets_.find(v.value);
    if (root == with_ground) continue;
    std::uint32_t& at = position[NodeId{root}];
    if (at == none) {
      at = static_cast<std::uint32_t>(components.size());
      components.emplace_back();
    }
    components[at].push_back(v);
  }
  return components;
}

}  // namespace isthmus

#include "flow/core_split.hpp"

#include <utility>

namespace isthmus::flow {
namespace {

PerNode<bool> core_of(const BalanceNetwork& network, const WalkTree& from_ground,
                      const WalkTree& to_ground) {
  PerNode<bool> both(network.node_count(), false);
  for (const NodeId v : network.nodes()) both[v] = from_ground.reached[v] && to_ground.reached[v];
  return both;
}

class Cutter {
 public:
  Cutter(const BalanceNetwork& network, const PerNode<bool>& core)
      : network_(network), core_(core) {}

  Portion cut(bool inside) const {
    std::vector<NodeId> nodes;
    PerNode<std::uint32_t> number(network_.node_count(), 0);
    for (const NodeId v : network_.hidden_nodes()) {
      if (core_[v] != inside) continue;
      number[v] = static_cast<std::uint32_t>(nodes.size());
      nodes.push_back(v);
    }
    const NodeId ground{static_cast<std::uint32_t>(nodes.size())};
    const auto end = [&](NodeId v) {
      return network_.is_ground(v) || core_[v] != inside ? ground : NodeId{number[v]};
    };
    std::vector<EdgeId> edges;
    std::vector<Arc> arcs;
    for (const EdgeId e : network_.edges()) {
      if (belongs(e) != inside) continue;
      edges.push_back(e);
      arcs.push_back({end(network_.tail(e)), end(network_.head(e)), network_.multiplicity(e)});
    }
    return {BalanceNetwork(nodes.size(), std::move(arcs)), std::move(nodes), std::move(edges)};
  }

 private:
  // The ground counts as a node of the core.
  [[nodiscard]] bool belongs(EdgeId e) const {
    return core_[network_.tail(e)] && core_[network_.head(e)];
  }

  const BalanceNetwork& network_;
  const PerNode<bool>& core_;
};

}  // namespace

Balance Portion::restricted(const Balance& c) const {
  Balance part(nodes.size());
  for (std::uint32_t i = 0; i < nodes.size(); ++i) part[NodeId{i}] = c[nodes[i]];
  return part;
}

void Portion::put(const Flow& part, Flow& whole) const {
  for (std::uint32_t i = 0; i < edges.size(); ++i) whole[edges[i]] = part[EdgeId{i}];
}

std::optional<CoreSplit> split_off_core(const BalanceNetwork& network, const WalkTree& from_ground,
                                        const WalkTree& to_ground) {
  const PerNode<bool> core = core_of(network, from_ground, to_ground);
  std::size_t inside = 0;
  for (const NodeId v : network.hidden_nodes()) inside += core[v] ? 1 : 0;
  if (inside == 0 || inside == network.hidden_count()) return std::nullopt;
  const Cutter cutter(network, core);
  return CoreSplit{cutter.cut(true), cutter.cut(false)};
}

Balance balance_left(const BalanceNetwork& network, Balance c, const Flow& x) {
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e) || sign_of(x[e]) == 0) continue;
    if (!network.is_ground(network.head(e))) c[network.head(e)] -= x[e];
    if (!network.is_ground(network.tail(e))) c[network.tail(e)] += x[e];
  }
  return c;
}

}  // namespace isthmus::flow

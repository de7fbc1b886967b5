// Strata of singular points and the balance networks they are made of (Theory §4, stratum data).
#include <algorithm>
#include <limits>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/detachable.hpp"
#include "isthmus/variety/regular_part.hpp"

namespace isthmus {
namespace {

enum class GroundIs { kept, cut_off };

// The subnetwork on the chosen hidden nodes (and the ground), with all edges between them.
Part part_on(const BalanceNetwork& network, const PerNode<bool>& chosen, GroundIs ground) {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<NodeId> nodes;
  PerNode<std::uint32_t> local(network.node_count(), none);
  for (const NodeId v : network.hidden_nodes()) {
    if (!chosen[v]) continue;
    local[v] = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(v);
  }
  if (ground == GroundIs::kept) local[network.ground()] = static_cast<std::uint32_t>(nodes.size());
  std::vector<Arc> arcs;
  std::vector<EdgeId> edges;
  for (const EdgeId e : network.edges()) {
    const std::uint32_t tail = local[network.tail(e)];
    const std::uint32_t head = local[network.head(e)];
    if (tail == none || head == none) continue;
    arcs.push_back({NodeId{tail}, NodeId{head}, network.multiplicity(e)});
    edges.push_back(e);
  }
  return {BalanceNetwork(nodes.size(), std::move(arcs)), std::move(nodes), std::move(edges)};
}

PerNode<bool> membership(const BalanceNetwork& network, const std::vector<NodeId>& set,
                         bool of_members) {
  PerNode<bool> chosen(network.node_count(), !of_members);
  for (const NodeId v : set) chosen[v] = of_members;
  return chosen;
}

std::uint64_t dimension_of(const Part& part, const Balance& c) {
  Balance own(part.nodes.size());
  for (std::uint32_t i = 0; i < part.nodes.size(); ++i) own[NodeId{i}] = c[part.nodes[i]];
  const Feasibility base = feasible_flow(part.network, own);
  ensure(base.feasible(), "both sides of a detachable set are feasible");
  return dimension(part.network, maximal_support(part.network, *base.flow));
}

}  // namespace

Part induced_part(const BalanceNetwork& network, const std::vector<NodeId>& set) {
  return part_on(network, membership(network, set, true), GroundIs::cut_off);
}

Part part_without(const BalanceNetwork& network, const std::vector<NodeId>& set) {
  return part_on(network, membership(network, set, false), GroundIs::kept);
}

Stratum stratum(const BalanceNetwork& network, const Balance& c, const std::vector<NodeId>& set,
                std::uint64_t dimension_of_variety) {
  const std::uint64_t own = dimension_of(induced_part(network, set), c);
  const std::uint64_t rest = dimension_of(part_without(network, set), c);
  return {set, own + rest, dimension_of_variety - own - rest};
}

}  // namespace isthmus

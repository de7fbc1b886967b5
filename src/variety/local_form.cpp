// The shape of M(c) near one of its points (Theory §4, local form): components of nonzero edges
// contract to single nodes, their inner edges move freely subject to their laws, and the vanishing
// edges between different components satisfy the laws of the contracted network with balance 0.
// The free dimension counts the inner edges, with multiplicity, minus the rank at the point.
#include <optional>
#include <vector>

#include "isthmus/variety/point.hpp"
#include "isthmus/variety/regular_part.hpp"

namespace isthmus {
namespace {

// The node of the contracted network for every node: its floating component, or the ground.
PerNode<NodeId> contracted_nodes(const BalanceNetwork& network, const PointRank& rank) {
  const NodeId ground{static_cast<std::uint32_t>(rank.floating.size())};
  PerNode<NodeId> image(network.node_count(), ground);
  for (std::uint32_t i = 0; i < rank.floating.size(); ++i) {
    for (const NodeId v : rank.floating[i]) image[v] = NodeId{i};
  }
  return image;
}

}  // namespace

LocalForm local_form(const BalanceNetwork& network, const Flow& x, const PointRank& rank) {
  const PerNode<NodeId> image = contracted_nodes(network, rank);
  std::uint64_t inner = 0;
  std::vector<Arc> arcs;
  std::vector<EdgeId> edges;
  for (const EdgeId e : network.edges()) {
    const Arc arc{image[network.tail(e)], image[network.head(e)], network.multiplicity(e)};
    if (x[e] != 0 || arc.tail == arc.head) {
      inner += arc.multiplicity;
    } else {
      arcs.push_back(arc);
      edges.push_back(e);
    }
  }
  LocalForm form{inner - rank.rank, BalanceNetwork(rank.floating.size(), std::move(arcs)),
                 std::move(edges), std::nullopt};
  form.branches_log2 = regular_components_log2(form.cone, Balance(form.cone.hidden_count()));
  return form;
}

}  // namespace isthmus

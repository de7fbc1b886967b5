#include "isthmus/report/prune.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

std::vector<NodeId> chosen_nodes(const Pruning& pruning) {
  std::vector<NodeId> nodes;
  for (const std::size_t i : pruning.chosen) {
    const std::vector<NodeId>& set = pruning.candidates[i].set;
    nodes.insert(nodes.end(), set.begin(), set.end());
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

std::uint64_t weights_at(const Network& network, const std::vector<std::uint32_t>& nodes) {
  std::vector<bool> inside(network.nodes.size(), false);
  for (const std::uint32_t v : nodes) inside[v] = true;
  std::uint64_t count = 0;
  for (const Edge& edge : network.edges) {
    if (!edge.fixed && (inside[edge.from] || inside[edge.to])) count += edge.multiplicity;
  }
  return count;
}

}  // namespace

PruneReport prune(Network network, const PruneOptions& options) {
  const bool any = std::any_of(network.edges.begin(), network.edges.end(),
                               [](const Edge& edge) { return !edge.fixed; });
  if (any && !has_weights(network)) {
    throw usage_error("pruning ranks by weights, and this network has none",
                      "give every edge a weight, or add --init SCHEME");
  }
  Contraction contraction = contract(network);
  const Flow x = squared_weights(network, contraction);
  const Balance c = balance_of(contraction.graph, x);
  Pruning pruning = rank_sub_networks(contraction.graph, x, c, options);
  return {std::move(network), std::move(contraction), std::move(pruning), std::nullopt};
}

Removal remove_chosen(const PruneReport& report, std::size_t wanted) {
  const std::size_t there = report.pruning.chosen.size();
  if (there < wanted) {
    throw usage_error("there are only " + std::to_string(there) + " disjoint sets to remove",
                      "ask for fewer")
        .at("--remove");
  }
  Removal removal;
  const std::vector<NodeId> set = chosen_nodes(report.pruning);
  for (const NodeId v : set) {
    const std::vector<std::uint32_t>& members = report.contraction.members[v];
    removal.nodes.insert(removal.nodes.end(), members.begin(), members.end());
  }
  std::sort(removal.nodes.begin(), removal.nodes.end());
  removal.weights = weights_at(report.network, removal.nodes);
  removal.connection = connection(report.network, removal.nodes);
  const BalanceNetwork& graph = report.contraction.graph;
  ensure(removal.connection.cut_weight ==
             cut_weight(graph, squared_weights(report.network, report.contraction), set),
         "the edges of the network and of its graph are cut by the same weight");
  return removal;
}

}  // namespace isthmus

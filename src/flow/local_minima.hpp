// The minima of one kind from the regions of its bottlenecks alone (Theory §3).
//
// Where every hidden node lies on a walk from ground to ground, all cuts of a kind lie inside the
// regions of its bottlenecks, and whether U is one depends on the edges out of U (kind out) only.
// So the rest of the network is contracted to the ground and the edges into the regions from
// outside are left out: the free inflow that kind out allows every node stands for them. P(c) is
// never empty here, so no flow over the whole network is needed; a tree inside the regions serves.
#pragma once

#include <utility>
#include <vector>

#include "flow/local_graph.hpp"
#include "flow/out_minima.hpp"
#include "flow/walks.hpp"

namespace isthmus::flow {

/// A start inside the regions: what a node must send out goes down a tree to the ground, after
/// what it can absorb of that from the nodes above; the rest it absorbs is free inflow.
template <class N>
OutStart<N> tree_start(const BalanceNetwork& graph, PerNode<N> surplus) {
  OutStart<N> start{PerEdge<N>(graph.edge_count(), N(0)), PerNode<N>(graph.node_count(), N(0))};
  const WalkTree tree = walk(graph, graph.ground(), Direction::backward);
  for (std::size_t i = tree.order.size(); i-- > 1;) {
    const NodeId v = tree.order[i];
    if (surplus[v] > 0) {
      start.x[tree.tree_edge[i]] = surplus[v];
      add(surplus[graph.head(tree.tree_edge[i])], surplus[v]);
    } else {
      start.room[v] = negated(surplus[v]);
    }
  }
  return start;
}

/// `direction`: backward for kind out, forward for kind in, as in LocalGraph. `c` is the balance of
/// the whole network. Steps are in terms of the whole network.
template <class N>
OutMinima<N> local_minima(const LocalGraph& local, Direction direction, const std::vector<N>& c) {
  PerNode<N> surplus(local.graph.node_count(), N(0));
  for (const NodeId v : local.graph.hidden_nodes()) {
    const N& value = c[local.node[v.value].value];
    surplus[v] = direction == Direction::backward ? negated(value) : value;
  }
  OutMinima<N> found = OutMinimaSearch<N>(local.graph, tree_start(local.graph, std::move(surplus)))
                           .run(local.bottlenecks);
  for (auto* steps : {&found.steps, &found.tight_at_zero}) {
    for (OutStep<N>& step : *steps) {
      step.edge = local.edge[step.edge.value];
      for (NodeId& v : step.set) v = local.node[v.value];
      for (EdgeId& f : step.uses) f = local.edge[f.value];
      std::sort(step.uses.begin(), step.uses.end());
    }
  }
  return found;
}

}  // namespace isthmus::flow

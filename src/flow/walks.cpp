#include "flow/walks.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::flow {

WalkTree walk(const BalanceNetwork& network, NodeId start, Direction direction,
              std::optional<EdgeId> banned) {
  const bool forward = direction == Direction::forward;
  WalkTree tree{{start}, PerNode<bool>(network.node_count(), false), {EdgeId{}}};
  tree.reached[start] = true;
  for (std::size_t i = 0; i < tree.order.size(); ++i) {
    const NodeId v = tree.order[i];
    for (const EdgeId e : forward ? network.out_edges(v) : network.in_edges(v)) {
      const NodeId next = forward ? network.head(e) : network.tail(e);
      if (tree.reached[next] || banned == e) continue;
      tree.reached[next] = true;
      tree.order.push_back(next);
      tree.tree_edge.push_back(e);
    }
  }
  return tree;
}

// Breadth-first by cost 0 or 1: what a costly edge leads to waits for the next round. A node
// enters the tree when it is first taken up, so parents come before children.
WalkTree walk_avoiding(const BalanceNetwork& network, NodeId start, Direction direction,
                       const PerEdge<bool>& costly) {
  const bool forward = direction == Direction::forward;
  WalkTree tree{{}, PerNode<bool>(network.node_count(), false), {}};
  std::vector<std::pair<NodeId, EdgeId>> now{{start, EdgeId{}}}, later;
  for (; !now.empty(); now = std::exchange(later, {})) {
    for (std::size_t i = 0; i < now.size(); ++i) {
      const auto [v, by] = now[i];
      if (tree.reached[v]) continue;
      tree.reached[v] = true;
      tree.order.push_back(v);
      tree.tree_edge.push_back(by);
      for (const EdgeId e : forward ? network.out_edges(v) : network.in_edges(v)) {
        const NodeId next = network.other_end(e, v);
        if (!tree.reached[next]) (costly[e] ? later : now).emplace_back(next, e);
      }
    }
  }
  return tree;
}

std::vector<NodeId> residual_reach(const BalanceNetwork& network, const Flow& x, NodeId start,
                                   Direction direction, std::optional<EdgeId> banned) {
  const bool forward = direction == Direction::forward;
  PerNode<bool> seen(network.node_count(), false);
  std::vector<NodeId> queue{start};
  seen[start] = true;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const auto visit = [&](EdgeId e, bool needs_flow) {
      const NodeId next = network.other_end(e, queue[i]);
      if (e == banned || seen[next] || (needs_flow && x[e] == 0)) return;
      seen[next] = true;
      queue.push_back(next);
    };
    for (const EdgeId e : network.out_edges(queue[i])) visit(e, !forward);
    for (const EdgeId e : network.in_edges(queue[i])) visit(e, forward);
  }
  std::sort(queue.begin(), queue.end());
  return queue;
}

std::vector<NodeId> joined_part(const BalanceNetwork& network, const PerNode<bool>& allowed,
                                NodeId start) {
  PerNode<bool> seen(network.node_count(), false);
  std::vector<NodeId> part{start};
  seen[start] = true;
  for (std::size_t i = 0; i < part.size(); ++i) {
    for (const auto arcs : {network.out_edges(part[i]), network.in_edges(part[i])}) {
      for (const EdgeId e : arcs) {
        const NodeId next = network.other_end(e, part[i]);
        if (!allowed[next] || seen[next]) continue;
        seen[next] = true;
        part.push_back(next);
      }
    }
  }
  std::sort(part.begin(), part.end());
  return part;
}

}  // namespace isthmus::flow

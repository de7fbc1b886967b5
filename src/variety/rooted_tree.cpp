#include "variety/rooted_tree.hpp"

#include <algorithm>

#include "isthmus/error.hpp"

namespace isthmus {

RootedTree::RootedTree(const BalanceNetwork& network, const Forest& forest)
    : network_(network),
      parent_edge_(network.node_count()),
      depth_(network.node_count(), 0),
      enter_(network.node_count(), 0),
      leave_(network.node_count(), 0),
      order_{network.ground()},
      arrival_(network.node_count()),
      seen_(network.node_count(), false) {
  for (const auto& [v, e] : forest) {
    parent_edge_[v] = e;
    depth_[v] = depth_[network.other_end(e, v)] + 1;
    order_.push_back(v);
  }
  number();
}

// Intervals [enter, leave) that contain exactly the nodes below: sizes first, then places.
void RootedTree::number() {
  PerNode<std::uint32_t> size(network_.node_count(), 1);
  for (std::size_t i = order_.size(); i-- > 1;) {
    const NodeId v = order_[i];
    size[network_.other_end(parent_edge_[v], v)] += size[v];
  }
  PerNode<std::uint32_t> next(network_.node_count(), 1);
  leave_[network_.ground()] = size[network_.ground()];
  for (std::size_t i = 1; i < order_.size(); ++i) {
    const NodeId v = order_[i];
    const NodeId parent = network_.other_end(parent_edge_[v], v);
    enter_[v] = enter_[parent] + next[parent];
    next[parent] += size[v];
    leave_[v] = enter_[v] + size[v];
  }
}

std::vector<EdgeId> RootedTree::path(NodeId from, NodeId to) const {
  std::vector<EdgeId> up, down;
  while (from != to) {
    NodeId& lower = depth_[from] >= depth_[to] ? from : to;
    (depth_[from] >= depth_[to] ? up : down).push_back(parent_edge_[lower]);
    lower = network_.other_end(parent_edge_[lower], lower);
  }
  up.insert(up.end(), down.rbegin(), down.rend());
  return up;
}

std::vector<EdgeId> RootedTree::walk_around(EdgeId e) {
  const NodeId tail = network_.tail(e);
  const NodeId head = network_.head(e);
  if (is_tree_edge_of(tail, e)) return walk_out_of(tail, e, head);
  if (!is_tree_edge_of(head, e)) return path(tail, head);
  std::vector<EdgeId> walk = walk_out_of(head, e, tail);
  std::reverse(walk.begin(), walk.end());
  return walk;
}

// From `top` through nodes below it to the first one that is not, and on along the tree.
std::vector<EdgeId> RootedTree::walk_out_of(NodeId top, EdgeId banned, NodeId to) {
  std::vector<NodeId> queue{top};
  seen_[top] = true;
  NodeId last = top;
  for (std::size_t i = 0; i < queue.size() && last == top; ++i) {
    for (const auto edges : {network_.out_edges(queue[i]), network_.in_edges(queue[i])}) {
      for (const EdgeId e : edges) {
        const NodeId next = network_.other_end(e, queue[i]);
        if (e == banned || seen_[next] || last != top) continue;
        arrival_[next] = e;
        if (!is_below(next, top)) {
          last = next;
          continue;
        }
        seen_[next] = true;
        queue.push_back(next);
      }
    }
  }
  ensure(last != top, "the edge is no bridge");
  for (const NodeId v : queue) seen_[v] = false;
  std::vector<EdgeId> walk;
  for (NodeId v = last; v != top; v = network_.other_end(arrival_[v], v)) {
    walk.push_back(arrival_[v]);
  }
  std::reverse(walk.begin(), walk.end());
  const std::vector<EdgeId> rest = path(last, to);
  walk.insert(walk.end(), rest.begin(), rest.end());
  return walk;
}

}  // namespace isthmus

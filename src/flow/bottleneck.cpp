// Bottleneck edges (Theory §3, “where locks can be”).
//
// Kind out, e = (u→v): u reaches neither ⏚ nor v without e. Two cases.
// 1. u reaches the ground. Then it does so through e only: e is a bridge of the walks from u to
//    the ground. In the post-dominator tree: exactly one edge out of u (counted with
//    multiplicity) has a head that reaches the ground and is not post-dominated by u.
// 2. u does not reach the ground; nor does v. Then one search from u decides. Only nodes that miss
//    the ground are visited: few in real networks, quadratic at worst.
// Kind in is kind out of the reversed network.
#include "isthmus/flow/bottleneck.hpp"

#include <algorithm>

#include "flow/bottleneck_order.hpp"
#include "flow/dominators.hpp"
#include "flow/walks.hpp"

namespace isthmus {
namespace flow {
namespace {

// The one edge through which u leaves for the ground, if there is exactly one.
std::optional<EdgeId> only_exit(const BalanceNetwork& network, const DominatorTree& tree,
                                NodeId u) {
  std::optional<EdgeId> exit;
  for (const EdgeId e : network.out_edges(u)) {
    const NodeId head = network.head(e);
    if (!tree.reached(head) || tree.dominates(u, head)) continue;
    if (exit || network.multiplicity(e) != 1) return std::nullopt;
    exit = e;
  }
  return exit;
}

// Searches from the tail of one edge at a time, forgetting only what it visited.
class DeadEndSearch {
 public:
  explicit DeadEndSearch(const BalanceNetwork& network)
      : network_(network), seen_(network.node_count(), false) {}

  [[nodiscard]] bool tail_reaches_head_without(EdgeId e) {
    visited_.assign(1, network_.tail(e));
    seen_[network_.tail(e)] = true;
    for (std::size_t i = 0; i < visited_.size(); ++i) expand(visited_[i], e);
    const bool reached = seen_[network_.head(e)];
    for (const NodeId v : visited_) seen_[v] = false;
    return reached;
  }

 private:
  void expand(NodeId v, EdgeId banned) {
    for (const EdgeId e : network_.out_edges(v)) {
      const NodeId head = network_.head(e);
      if (e == banned || seen_[head]) continue;
      seen_[head] = true;
      visited_.push_back(head);
    }
  }

  const BalanceNetwork& network_;
  PerNode<bool> seen_;
  std::vector<NodeId> visited_;
};

// The nodes that miss the ground, every node before the ones it leads to as far as cycles allow:
// the reversed finishing order of a depth-first search.
std::vector<NodeId> dead_ends_upstream_first(const BalanceNetwork& network,
                                             const DominatorTree& tree) {
  std::vector<NodeId> finished, path;
  PerNode<bool> seen(network.node_count(), false);
  PerNode<std::uint32_t> cursor(network.node_count(), 0);
  for (const NodeId root : network.hidden_nodes()) {
    if (tree.reached(root) || seen[root]) continue;
    seen[root] = true;
    path.push_back(root);
    while (!path.empty()) {
      const NodeId v = path.back();
      const auto out = network.out_edges(v);
      if (cursor[v] == out.size()) {
        finished.push_back(v);
        path.pop_back();
        continue;
      }
      const NodeId head = network.head(out[cursor[v]++]);
      if (seen[head]) continue;
      seen[head] = true;
      path.push_back(head);
    }
  }
  std::reverse(finished.begin(), finished.end());
  return finished;
}

}  // namespace

std::vector<OutBottleneck> out_bottlenecks(const BalanceNetwork& network) {
  const DominatorTree tree(network, Direction::backward);
  std::vector<OutBottleneck> found;
  for (std::size_t i = tree.order().size(); i-- > 1;) {
    if (const auto exit = only_exit(network, tree, tree.order()[i])) found.push_back({*exit, true});
  }
  DeadEndSearch search(network);
  for (const NodeId u : dead_ends_upstream_first(network, tree)) {
    for (const EdgeId e : network.out_edges(u)) {
      if (network.multiplicity(e) == 1 && !search.tail_reaches_head_without(e)) {
        found.push_back({e, false});
      }
    }
  }
  return found;
}

}  // namespace flow

std::vector<Bottleneck> bottleneck_edges(const BalanceNetwork& network) {
  PerEdge<Bottleneck> all(network.edge_count());
  for (const auto& found : flow::out_bottlenecks(network)) all[found.edge].out = true;
  for (const auto& found : flow::out_bottlenecks(network.reversed())) all[found.edge].in = true;
  std::vector<Bottleneck> edges;
  for (const EdgeId e : network.edges()) {
    if (all[e].in || all[e].out) edges.push_back({e, all[e].in, all[e].out});
  }
  return edges;
}

std::vector<NodeId> bottleneck_region(const BalanceNetwork& network, EdgeId e, CutKind kind) {
  const bool in = kind == CutKind::in;
  const auto direction = in ? flow::Direction::forward : flow::Direction::backward;
  const NodeId far_end = in ? network.tail(e) : network.head(e);
  const auto from_ground = flow::walk(network, network.ground(), direction, e);
  const auto from_end = flow::walk(network, far_end, direction, e);
  PerNode<bool> free(network.node_count(), false);
  for (const NodeId v : network.hidden_nodes()) {
    free[v] = !from_ground.reached[v] && !from_end.reached[v];
  }
  const NodeId near_end = in ? network.head(e) : network.tail(e);
  if (!free[near_end]) return {};
  return flow::joined_part(network, free, near_end);
}

}  // namespace isthmus

// Dead ends (Theory §3, “where locks can be”).
//
// Kind out, e = (u→v), where u does not reach the ground; then v does not either. e is a bottleneck
// if u does not reach v without e, which one search from u decides. It never leaves the nodes that
// miss the ground. Kind in is the same against the edges.
//
// Order. A cut of an edge is found with the bounds of the edges upstream of it, so these come
// first: the reversed finishing order of a depth-first search.
#include "flow/dead_ends.hpp"

#include <algorithm>

#include "flow/regions.hpp"

namespace isthmus::flow {
namespace {

// Searches away from the near end of one edge at a time, forgetting only what it visited.
class DeadEndSearch {
 public:
  DeadEndSearch(const BalanceNetwork& network, Direction direction)
      : network_(network), direction_(direction), seen_(network.node_count(), false) {}

  [[nodiscard]] bool reaches_other_end_without(EdgeId e, NodeId near_end) {
    visited_.assign(1, near_end);
    seen_[near_end] = true;
    for (std::size_t i = 0; i < visited_.size(); ++i) expand(visited_[i], e);
    const bool reached = seen_[network_.other_end(e, near_end)];
    for (const NodeId v : visited_) seen_[v] = false;
    return reached;
  }

 private:
  void expand(NodeId v, EdgeId banned) {
    for (const EdgeId e : entrances(network_, v, direction_)) {
      const NodeId next = network_.other_end(e, v);
      if (e == banned || seen_[next]) continue;
      seen_[next] = true;
      visited_.push_back(next);
    }
  }

  const BalanceNetwork& network_;
  Direction direction_;
  PerNode<bool> seen_;
  std::vector<NodeId> visited_;
};

// Every node before the ones that its entrances lead to, as far as cycles allow.
class Ordering {
 public:
  Ordering(const BalanceNetwork& network, Direction direction)
      : network_(network),
        direction_(direction),
        seen_(network.node_count(), false),
        cursor_(network.node_count(), 0) {}

  std::vector<NodeId> run(const std::vector<NodeId>& missed) {
    for (const NodeId root : missed) {
      if (!seen_[root]) finish_from(root);
    }
    std::reverse(finished_.begin(), finished_.end());
    return std::move(finished_);
  }

 private:
  void finish_from(NodeId root) {
    reach(root);
    while (!path_.empty()) {
      const NodeId v = path_.back();
      const auto arcs = entrances(network_, v, direction_);
      if (cursor_[v] == arcs.size()) {
        finished_.push_back(v);
        path_.pop_back();
      } else if (const NodeId next = network_.other_end(arcs[cursor_[v]++], v); !seen_[next]) {
        reach(next);
      }
    }
  }

  void reach(NodeId v) {
    seen_[v] = true;
    path_.push_back(v);
  }

  const BalanceNetwork& network_;
  Direction direction_;
  PerNode<bool> seen_;
  PerNode<std::uint32_t> cursor_;
  std::vector<NodeId> finished_, path_;
};

}  // namespace

std::vector<EdgeId> dead_end_bottlenecks(const BalanceNetwork& network, Direction direction,
                                         const std::vector<NodeId>& missed) {
  std::vector<EdgeId> found;
  if (missed.empty()) return found;
  DeadEndSearch search(network, direction);
  for (const NodeId v : Ordering(network, direction).run(missed)) {
    for (const EdgeId e : entrances(network, v, direction)) {
      if (network.multiplicity(e) == 1 && !search.reaches_other_end_without(e, v)) {
        found.push_back(e);
      }
    }
  }
  return found;
}

}  // namespace isthmus::flow

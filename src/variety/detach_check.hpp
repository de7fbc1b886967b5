// Does a given set float at some point? Decided by repairing a flow around the cut.
#pragma once

#include <utility>
#include <vector>

#include "flow/push.hpp"
#include "flow/scaled.hpp"
#include "isthmus/error.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// Starts from one point of P(c), empties the edges of δ(U), and pushes the surpluses and needs
/// that this leaves, on each side by itself. If all of them can be met, U with c(U) = 0 is a union
/// of detachable sets; it is one set when the residual graph inside U is strongly connected, for
/// its strongly connected components are the components of the maximal support.
/// Time in proportion to what the searches visit; the point is restored after.
template <class N>
class DetachCheck {
 public:
  DetachCheck(const BalanceNetwork& network, const PerEdge<N>& base)
      : network_(network),
        base_(base),
        pusher_(network, base),
        inside_(network.node_count(), false),
        seen_(network.node_count(), false),
        excess_(network.node_count(), N(0)) {
    pusher_.side = &inside_;
    pusher_.touched = &touched_;
  }
  DetachCheck(const DetachCheck&) = delete;
  DetachCheck& operator=(const DetachCheck&) = delete;

  /// Arcs looked at by all checks so far: the measure of the work done.
  [[nodiscard]] std::uint64_t work() const { return pusher_.work(); }

  /// Requires c(set) = 0 and hidden nodes without repetition.
  [[nodiscard]] bool detachable(const std::vector<NodeId>& set) {
    for (const NodeId v : set) inside_[v] = true;
    for (const NodeId v : set) empty_cut_at(v);
    const bool possible = repair() && is_one_piece(set);
    restore(set);
    return possible;
  }

  /// The repaired point where `set` floats, as the entries that differ from the base point, in no
  /// order; its positive edges need not connect the set. Requires a detachable set.
  [[nodiscard]] std::vector<std::pair<EdgeId, N>> repaired(const std::vector<NodeId>& set) {
    for (const NodeId v : set) inside_[v] = true;
    for (const NodeId v : set) empty_cut_at(v);
    ensure(repair(), "a detachable set floats at some point");
    std::vector<std::pair<EdgeId, N>> changed;
    for (const EdgeId e : touched_) {
      if (pusher_.x[e] != base_[e]) changed.emplace_back(e, pusher_.x[e]);
    }
    restore(set);
    return changed;
  }

 private:
  void empty_cut_at(NodeId v) {
    for (const auto arcs : {network_.out_edges(v), network_.in_edges(v)}) {
      for (const EdgeId e : arcs) {
        if (inside_[network_.other_end(e, v)] || pusher_.x[e] == 0) continue;
        note_excess(network_.tail(e), pusher_.x[e]);
        note_excess(network_.head(e), flow::negated(pusher_.x[e]));
        pusher_.x[e] = N(0);
        touched_.push_back(e);
      }
    }
  }

  void note_excess(NodeId v, const N& amount) {
    disturbed_.push_back(v);
    flow::add(excess_[v], amount);
  }

  bool repair() {
    std::vector<std::pair<NodeId, N>> surplus;
    N needed(0);
    for (const NodeId v : disturbed_) {
      const N excess = std::exchange(excess_[v], N(0));
      if (network_.is_ground(v)) continue;
      if (excess > 0) surplus.emplace_back(v, excess);
      if (excess < 0) pusher_.room[v] = flow::negated(excess);
    }
    pusher_.ground_absorbs = true;
    pusher_.push(surplus);
    pusher_.ground_absorbs = false;
    for (const auto& [v, amount] : surplus) {
      if (amount > 0) return false;
    }
    for (const NodeId v : disturbed_) {
      if (inside_[v] && pusher_.room[v] > 0) return false;
      flow::add(needed, pusher_.room[v]);
    }
    return meet_needs(needed);
  }

  // `needed` may count a node twice: it only bounds what the ground has to send.
  bool meet_needs(const N& needed) {
    if (needed == 0) return true;
    std::vector<std::pair<NodeId, N>> supply{{network_.ground(), needed}};
    pusher_.push(supply);
    for (const NodeId v : disturbed_) {
      if (pusher_.room[v] > 0) return false;
    }
    return true;
  }

  [[nodiscard]] bool is_one_piece(const std::vector<NodeId>& set) {
    return residual_reach(set.front(), true) == set.size() &&
           residual_reach(set.front(), false) == set.size();
  }

  // How many nodes inside are reached along (or against) the residual arcs.
  [[nodiscard]] std::size_t residual_reach(NodeId start, bool along) {
    std::vector<NodeId> queue{start};
    seen_[start] = true;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const NodeId v = queue[i];
      const auto visit = [&](EdgeId e, bool needs_flow) {
        const NodeId next = network_.other_end(e, v);
        if (!inside_[next] || seen_[next] || (needs_flow && pusher_.x[e] == 0)) return;
        seen_[next] = true;
        queue.push_back(next);
      };
      for (const EdgeId e : network_.out_edges(v)) visit(e, !along);
      for (const EdgeId e : network_.in_edges(v)) visit(e, along);
    }
    for (const NodeId v : queue) seen_[v] = false;
    return queue.size();
  }

  void restore(const std::vector<NodeId>& set) {
    for (const EdgeId e : touched_) pusher_.x[e] = base_[e];
    for (const NodeId v : disturbed_) pusher_.room[v] = N(0);
    for (const NodeId v : set) inside_[v] = false;
    touched_.clear();
    disturbed_.clear();
  }

  const BalanceNetwork& network_;
  const PerEdge<N>& base_;
  flow::Pusher<N> pusher_;
  PerNode<bool> inside_, seen_;
  PerNode<N> excess_;
  std::vector<NodeId> disturbed_;
  std::vector<EdgeId> touched_;
};

}  // namespace isthmus

// Emptying one edge after the other, starting from the same point each time.
//
// What e = (u→v) carries leaves u for the ground, or for v if that is nearer, and what v then lacks
// comes from the ground: two short searches, the second against the edges from v, where one from u
// to v would go through the ground and visit most of the network. Nothing is lost by that: after
// the first, a point with x_e = 0 differs from what is there by a flow from the ground to v.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "flow/push.hpp"

namespace isthmus::flow {

template <class N>
class EdgeEmptier {
 public:
  /// Every edge but the one to be emptied keeps at least `floor` of what it has in `start`.
  EdgeEmptier(const BalanceNetwork& network, PerEdge<N> start, const PerEdge<N>& floor)
      : network_(network),
        reversed_(network.reversed()),
        start_(std::move(start)),
        away_(network, start_),
        toward_(reversed_, start_) {
    away_.touched = toward_.touched = &touched_;
    away_.floor = toward_.floor = floor;
    away_.ground_absorbs = toward_.ground_absorbs = true;
  }
  EdgeEmptier(const EdgeEmptier&) = delete;
  EdgeEmptier& operator=(const EdgeEmptier&) = delete;

  /// Whether e can vanish under these floors; if so, x() is such a point, else it means nothing.
  bool empty(EdgeId e) {
    const bool emptied = network_.is_loop(e) || reroute(e);
    away_.x[e] = N(0);
    touched_.push_back(e);
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    return emptied;
  }

  /// The only edges on which x() may differ from the start; increasing.
  [[nodiscard]] const std::vector<EdgeId>& touched() const { return touched_; }
  [[nodiscard]] const N& x(EdgeId e) const { return away_.x[e]; }
  [[nodiscard]] const N& start(EdgeId e) const { return start_[e]; }

  /// Back to the start; to be called before the next edge.
  void restore() {
    for (const EdgeId f : touched_) away_.x[f] = toward_.x[f] = start_[f];
    touched_.clear();
  }

 private:
  bool reroute(EdgeId e) {
    const NodeId head = network_.head(e);
    const N amount = away_.x[e];
    away_.banned = toward_.banned = e;
    if (!network_.is_ground(head)) away_.room[head] = amount;
    const bool sent = push(away_, network_.tail(e), amount);
    const N lacking = std::exchange(away_.room[head], N(0));
    if (!sent) return false;
    for (const EdgeId f : touched_) toward_.x[f] = away_.x[f];
    const bool supplied = push(toward_, head, lacking);
    for (const EdgeId f : touched_) away_.x[f] = toward_.x[f];
    return supplied;
  }

  static bool push(Pusher<N>& pusher, NodeId from, const N& amount) {
    std::vector<std::pair<NodeId, N>> supply{{from, amount}};
    pusher.push(supply);
    return supply.front().second == 0;
  }

  const BalanceNetwork& network_;
  BalanceNetwork reversed_;
  PerEdge<N> start_;
  Pusher<N> away_, toward_;
  std::vector<EdgeId> touched_;
};

}  // namespace isthmus::flow

// One half of edge_minima: the cuts of kind `out`. Kind `in` is the same on the reversed network.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "flow/push.hpp"
#include "flow/scaled.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// A bottleneck edge of kind out. `exits`: its tail reaches the ground (through this edge only).
struct OutBottleneck {
  EdgeId edge;
  bool exits;
};

/// x_e >= bound > 0 because the edges out of `set` are exactly {edge}; bounds of `uses` added.
template <class N>
struct OutStep {
  EdgeId edge;
  std::vector<NodeId> set;
  std::vector<EdgeId> uses;
  N bound;
};

template <class N>
struct OutMinima {
  std::vector<OutStep<N>> steps;
  std::vector<OutStep<N>> tight_at_zero;  ///< minimum 0, reached by a cut of value exactly 0
};

/// A point of the relaxed polyhedron: `x` together with the free inflow `room` of the nodes.
template <class N>
struct OutStart {
  PerEdge<N> x;
  PerNode<N> room;
};

/// See edge_minima.cpp for the problem and the idea.
template <class N>
class OutMinimaSearch {
 public:
  OutMinimaSearch(const BalanceNetwork& network, OutStart<N> start)
      : network_(network), pusher_(network, std::move(start.x)) {
    pusher_.room = std::move(start.room);
    pusher_.ground_absorbs = true;
  }

  /// All bottlenecks of kind out, upstream ones first: an exiting edge comes after every exiting
  /// edge whose tail it post-dominates.
  OutMinima<N> run(const std::vector<OutBottleneck>& bottlenecks) {
    for (const OutBottleneck& bottleneck : bottlenecks) lower(bottleneck);
    return std::move(found_);
  }

 private:
  // Takes as much as possible off the edge and records the cut that stops it.
  void lower(const OutBottleneck& bottleneck) {
    const EdgeId e = bottleneck.edge;
    pusher_.banned = e;
    if (pusher_.x[e] > 0) empty(e);
    if (pusher_.x[e] > 0) {
      record_step(e);
    } else if (cut_is_tight(bottleneck)) {
      found_.tight_at_zero.push_back(last_cut(e));
    }
  }

  // Whatever no longer arrives at the head along e comes from the ground instead: the head's room
  // to absorb is its free inflow, which grows by what was taken off e.
  void empty(EdgeId e) {
    const NodeId tail = network_.tail(e);
    const NodeId head = network_.head(e);
    const N before = pusher_.x[e];
    add(pusher_.room[head], before);
    std::vector<std::pair<NodeId, N>> supply{{tail, before}};
    pusher_.push(supply);
    pusher_.x[e] = supply.front().second;
    subtract(pusher_.room[head], pusher_.x[e]);
  }

  void record_step(EdgeId e) {
    found_.steps.push_back(last_cut(e));
    pusher_.floor[e] = pusher_.x[e];
  }

  // What the last search reached: its edges in are at their floors, e is its only edge out.
  OutStep<N> last_cut(EdgeId e) const {
    OutStep<N> step{e, pusher_.reached(), {}, pusher_.x[e]};
    std::sort(step.set.begin(), step.set.end());
    for (const NodeId v : step.set) {
      for (const EdgeId f : network_.in_edges(v)) {
        if (pusher_.floor[f] > 0 && !pusher_.was_reached(network_.tail(f))) step.uses.push_back(f);
      }
    }
    std::sort(step.uses.begin(), step.uses.end());
    return step;
  }

  // At x_e = 0: could x_e fall further if it were allowed to be negative? The bounds proved so
  // far are safe to use for exiting edges only: their cuts lie upstream and do not need x_e >= 0.
  bool cut_is_tight(const OutBottleneck& bottleneck) {
    const NodeId head = network_.head(bottleneck.edge);
    const NodeId tail = network_.tail(bottleneck.edge);
    const N room = std::exchange(pusher_.room[head], N(1));
    pusher_.ignore_floor = !bottleneck.exits;
    const bool tight = !pusher_.reaches_sink(tail);
    pusher_.ignore_floor = false;
    pusher_.room[head] = room;
    return tight;
  }

  const BalanceNetwork& network_;
  Pusher<N> pusher_;
  OutMinima<N> found_;
};

}  // namespace isthmus::flow

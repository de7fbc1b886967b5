// Points where given sets float (Theory §4, existence).
//
// A detachable set U floats at a point of P(c) that vanishes on δ(U) and whose positive edges
// connect U. The first is found by repairing the base point around the cut (detach_check.hpp), so
// that it differs from the base point near U only. The second is made true afterwards: inside U the
// residual graph is strongly connected, so an edge u→v between two pieces of the support closes a
// residual cycle, and sending half of what the cycle allows round it makes the edge positive and
// keeps all positive edges positive. Each cycle joins two pieces: fewer than |U| of them.
#include "isthmus/variety/strata_evidence.hpp"

#include <algorithm>
#include <map>

#include "flow/scaled.hpp"
#include "isthmus/error.hpp"
#include "isthmus/variety/detachable.hpp"
#include "network/disjoint_sets.hpp"
#include "variety/detach_check.hpp"

namespace isthmus {
namespace {

using PointMap = std::map<EdgeId, Rational>;  // the entries that may differ from the base point

// Makes the support of a flow connect the nodes of one part G[U].
class SupportJoiner {
 public:
  SupportJoiner(const Part& part, Flow x)
      : part_(part), x_(std::move(x)), joined_(part.network.node_count()) {}

  Flow run() {
    for (const EdgeId e : part_.network.edges()) {
      if (x_[e] > 0) join(e);
    }
    for (const EdgeId e : part_.network.edges()) {
      if (!join(e)) continue;
      // Were they apart, the edge vanishes: x_e > 0 would have joined them above.
      if (x_[e] == 0) send_round(e);
    }
    return std::move(x_);
  }

 private:
  struct Arrival {
    EdgeId edge;
    bool forward = true;
  };

  // True when the ends were apart.
  bool join(EdgeId e) {
    return joined_.join(part_.network.tail(e).value, part_.network.head(e).value);
  }

  void send_round(EdgeId e) {
    const auto walk = residual_walk(part_.network.head(e), part_.network.tail(e));
    Rational amount = 1;
    for (const Arrival& step : walk) {
      if (!step.forward) amount = std::min(amount, Rational(x_[step.edge] / 2));
    }
    x_[e] += amount;
    for (const Arrival& step : walk) {
      x_[step.edge] += step.forward ? amount : Rational(-amount);
      // The edges of the walk are positive now, and join its nodes.
      join(step.edge);
    }
  }

  // Breadth first; backward along positive edges only.
  [[nodiscard]] std::vector<Arrival> residual_walk(NodeId from, NodeId to) const {
    const BalanceNetwork& network = part_.network;
    PerNode<bool> seen(network.node_count(), false);
    PerNode<Arrival> arrival(network.node_count());
    std::vector<NodeId> queue{from};
    seen[from] = true;
    for (std::size_t i = 0; i < queue.size() && !seen[to]; ++i) {
      for (const bool forward : {true, false}) {
        for (const EdgeId e : forward ? network.out_edges(queue[i]) : network.in_edges(queue[i])) {
          const NodeId next = network.other_end(e, queue[i]);
          if (seen[next] || (!forward && x_[e] == 0)) continue;
          seen[next] = true;
          arrival[next] = {e, forward};
          queue.push_back(next);
        }
      }
    }
    ensure(seen[to], "the residual graph of a detachable set is strongly connected");
    std::vector<Arrival> walk;
    for (NodeId v = to; v != from; v = network.other_end(arrival[v].edge, v)) {
      walk.push_back(arrival[v]);
    }
    return walk;
  }

  const Part& part_;
  Flow x_;
  DisjointSets joined_;
};

StratumWitness witness(const BalanceNetwork& network, const Flow& base,
                       const std::vector<NodeId>& set, PointMap point) {
  const Part part = induced_part(network, set);
  const auto value = [&](EdgeId e) {
    const auto found = point.find(e);
    return found == point.end() ? base[e] : found->second;
  };
  Flow inside(part.edges.size());
  for (const EdgeId e : part.network.edges()) inside[e] = value(part.edges[e.value]);
  inside = SupportJoiner(part, std::move(inside)).run();
  for (const EdgeId e : part.network.edges()) point[part.edges[e.value]] = inside[e];
  StratumWitness result{set, {}};
  for (const auto& [e, x] : point) {
    if (x != base[e]) result.difference.emplace_back(e, Rational(x - base[e]));
  }
  return result;
}

}  // namespace

std::vector<StratumWitness> stratum_witnesses(const BalanceNetwork& network, const Flow& base,
                                              const std::vector<std::vector<NodeId>>& sets) {
  const flow::ScaledData scaled = flow::scale(base.values());
  return flow::with_smallest_numbers([&]<class N>() {
    const PerEdge<N> start(flow::convert<N>(scaled.values));
    DetachCheck<N> check(network, start);
    std::vector<StratumWitness> witnesses;
    for (const std::vector<NodeId>& set : sets) {
      PointMap point;
      for (const auto& [e, x] : check.repaired(set)) {
        point[e] = flow::unscaled(x, scaled.denominator);
      }
      witnesses.push_back(witness(network, base, set, std::move(point)));
    }
    return witnesses;
  });
}

}  // namespace isthmus

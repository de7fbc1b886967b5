// Rank of the Jacobian 2·B·diag(θ) at a point (Theory §4): the rank of an incidence matrix with
// the ground row left out is the number of hidden nodes minus the components of nonzero edges
// that miss the ground. One breadth-first search from the ground gives the forest that proves
// the rank from below; what it does not reach falls into floating components, whose indicator
// vectors are a basis of the left kernel and prove it from above.
#include <vector>

#include "isthmus/variety/point.hpp"
#include "variety/joined.hpp"

namespace isthmus {
namespace {

Forest forest_from_ground(const BalanceNetwork& network, const Flow& x) {
  Forest forest;
  PerNode<bool> seen(network.node_count(), false);
  std::vector<NodeId> queue{network.ground()};
  seen[network.ground()] = true;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const NodeId v = queue[i];
    for (const auto arcs : {network.out_edges(v), network.in_edges(v)}) {
      for (const EdgeId e : arcs) {
        const NodeId next = network.other_end(e, v);
        if (x[e] == 0 || seen[next]) continue;
        seen[next] = true;
        queue.push_back(next);
        forest.push_back({next, e});
      }
    }
  }
  return forest;
}

}  // namespace

PointRank rank_at(const BalanceNetwork& network, const Flow& x) {
  JoinedNodes joined(network);
  for (const EdgeId e : network.edges()) {
    if (x[e] != 0) joined.join(e);
  }
  PointRank result;
  result.floating = joined.floating();
  result.forest = forest_from_ground(network, x);
  result.rank = network.hidden_count() - result.floating.size();
  return result;
}

}  // namespace isthmus

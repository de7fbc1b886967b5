#include "flow/violated_piece.hpp"

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::flow {

std::vector<NodeId> violated_piece(const BalanceNetwork& network, const Balance& c,
                                   const std::vector<NodeId>& candidates) {
  PerNode<bool> inside(network.node_count(), false);
  for (const NodeId v : candidates) inside[v] = true;
  DisjointSets pieces(network.node_count());
  for (const NodeId v : candidates) {
    for (const EdgeId e : network.out_edges(v)) {
      if (inside[network.head(e)]) pieces.join(v.value, network.head(e).value);
    }
  }
  std::vector<Rational> sums(network.node_count());
  Rational total;
  for (const NodeId v : candidates) {
    sums[pieces.find(v.value)] += c[v];
    total += c[v];
  }
  // No edge joins two pieces, so one of them has the sign of all of them together.
  std::vector<NodeId> piece;
  for (const NodeId v : candidates) {
    const bool same = piece.empty() || pieces.find(piece.front().value) == pieces.find(v.value);
    if (same && sign_of(sums[pieces.find(v.value)]) == sign_of(total)) piece.push_back(v);
  }
  ensure(is_violated(network, c, piece), "an infeasible balance has a violated set");
  return piece;
}

}  // namespace isthmus::flow

// A set that floats at every point of M(c) (Theory §5): why no point is regular.
//
// If some part of G/⏚ misses the ground, it is one. Otherwise some edge u→v vanishes everywhere. At
// any point x of P(c) the residual graph then does not lead from v back to u. Let S be what it
// leads to from v: no edge leaves S, and those that enter it vanish. S or, if S contains the
// ground, its complement is the set.
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/regular_evidence.hpp"
#include "variety/joined.hpp"

namespace isthmus {
namespace {

PerNode<bool> residual_reach(const BalanceNetwork& network, const Flow& x, NodeId start) {
  PerNode<bool> seen(network.node_count(), false);
  std::vector<NodeId> queue{start};
  seen[start] = true;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const auto visit = [&](NodeId next) {
      if (seen[next]) return;
      seen[next] = true;
      queue.push_back(next);
    };
    for (const EdgeId e : network.out_edges(queue[i])) visit(network.head(e));
    for (const EdgeId e : network.in_edges(queue[i])) {
      if (x[e] > 0) visit(network.tail(e));
    }
  }
  return seen;
}

std::vector<NodeId> hidden_where(const BalanceNetwork& network, const PerNode<bool>& seen,
                                 bool value) {
  std::vector<NodeId> set;
  for (const NodeId v : network.hidden_nodes()) {
    if (seen[v] == value) set.push_back(v);
  }
  return set;
}

}  // namespace

AlwaysFloating always_floating(const BalanceNetwork& network, const Flow& flow) {
  JoinedNodes joined(network);
  for (const EdgeId e : network.edges()) joined.join(e);
  const auto parts = joined.floating();
  if (!parts.empty()) return {CutKind::in, parts.front()};
  const PerEdge<bool> support = maximal_support(network, flow);
  const auto zero = std::find_if(support.values().begin(), support.values().end(),
                                 [](bool positive) { return !positive; });
  ensure(zero != support.values().end(), "a connected network with a positive point is regular");
  const EdgeId e{static_cast<std::uint32_t>(zero - support.values().begin())};
  const PerNode<bool> reached = residual_reach(network, flow, network.head(e));
  if (!reached[network.ground()]) return {CutKind::out, hidden_where(network, reached, true)};
  return {CutKind::in, hidden_where(network, reached, false)};
}

}  // namespace isthmus

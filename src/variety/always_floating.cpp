// A set that floats at every point of M(c) (Theory §5): why no point is regular.
//
// If some part of G/⏚ misses the ground, it is one. Otherwise some edge u→v vanishes everywhere. At
// any point x of P(c) the residual graph then does not lead from v back to u. Let S be what it
// leads to from v: no edge leaves S, and those that enter it vanish. S or, if S contains the
// ground, its complement is the set.
#include <algorithm>
#include <utility>

#include "flow/walks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/regular_evidence.hpp"
#include "variety/joined.hpp"

namespace isthmus {
namespace {

std::vector<NodeId> hidden_outside(const BalanceNetwork& network,
                                   const std::vector<NodeId>& increasing) {
  std::vector<NodeId> set;
  for (const NodeId v : network.hidden_nodes()) {
    if (!std::binary_search(increasing.begin(), increasing.end(), v)) set.push_back(v);
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
  std::vector<NodeId> reached =
      flow::residual_reach(network, flow, network.head(e), flow::Direction::forward);
  // The ground is the last node.
  if (reached.back() != network.ground()) return {CutKind::out, std::move(reached)};
  return {CutKind::in, hidden_outside(network, reached)};
}

}  // namespace isthmus

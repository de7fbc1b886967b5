// Emptying one edge: a point of P(c) with x_e = 0, if there is one (Theory §3, certificate of no
// lock). What flows through e = (u→v) is sent from u to v another way along the residual graph
// without e; an edge that is no bottleneck has a forward path there, so one search is enough.
#include <vector>

#include "flow/push.hpp"
#include "flow/scaled.hpp"
#include "isthmus/flow/feasible.hpp"

namespace isthmus {
namespace {

template <class N>
std::optional<Flow> reroute(const BalanceNetwork& network, const flow::ScaledData& scaled,
                            EdgeId e) {
  flow::Pusher<N> pusher(network, PerEdge<N>(flow::convert<N>(scaled.values)));
  const N amount = pusher.x[e];
  pusher.banned = e;
  pusher.room[network.head(e)] = amount;
  std::vector<std::pair<NodeId, N>> supply{{network.tail(e), amount}};
  pusher.push(supply);
  if (supply.front().second != 0) return std::nullopt;
  pusher.x[e] = N(0);
  return flow::unscaled_flow(pusher.x, scaled.denominator);
}

}  // namespace

std::optional<Flow> flow_avoiding(const BalanceNetwork& network, const Flow& base, EdgeId e) {
  if (base[e] == 0) return base;
  if (network.is_loop(e)) {
    Flow without = base;
    without[e] = 0;
    return without;
  }
  const flow::ScaledData scaled = flow::scale(base.values());
  return flow::with_smallest_numbers([&]<class N>() { return reroute<N>(network, scaled, e); });
}

}  // namespace isthmus

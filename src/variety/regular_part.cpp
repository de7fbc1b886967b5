// Components of the regular part, and the dimension of M(c) (Theory §4, §5).
//
// M_reg has 2^(|E| − |Φ|) components, Φ the edges that can vanish at a point whose support joins
// every hidden node to the ground. Deciding each edge by a flow and a component search would
// cost O(E) each. But if P(c) has a strictly positive point and G/⏚ is connected, an edge e that
// can vanish is outside Φ exactly when some cut with e as its only in- or out-edge has value 0:
// in the face x_e = 0 take a point of maximal support; the components of its support form an
// acyclic graph of vanishing edges, which becomes strongly connected when e = (u→v) is added
// (a positive point is a circulation away), so v's component is its only source and u's its only
// sink; one of the two misses the ground and is that cut. Conversely on such a cut x_e = 0 forces
// the whole cut to vanish. These edges are the weakly locked ones that edge_minima reports.
#include "isthmus/variety/regular_part.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/network/blocks.hpp"
#include "variety/joined.hpp"

namespace isthmus {

std::optional<std::size_t> regular_components_log2(const BalanceNetwork& network,
                                                   const PerEdge<bool>& support,
                                                   const EdgeMinima& minima) {
  const auto& positive = support.values();
  const bool strictly_positive =
      std::find(positive.begin(), positive.end(), false) == positive.end();
  if (!strictly_positive || !connected_to_ground(network)) return std::nullopt;
  return minima.locked.size() + minima.weakly_locked.size();
}

std::optional<std::size_t> regular_components_log2(const BalanceNetwork& network,
                                                   const Balance& c) {
  const Feasibility base = feasible_flow(network, c);
  ensure(base.feasible(), "the regular part is asked for a nonempty variety only");
  return regular_components_log2(network, maximal_support(network, *base.flow),
                                 edge_minima(network, c, *base.flow));
}

std::uint64_t dimension(const BalanceNetwork& network, const PerEdge<bool>& support) {
  JoinedNodes joined(network);
  std::uint64_t weights = 0;
  std::uint64_t rank = 0;
  for (const EdgeId e : network.edges()) {
    if (!support[e]) continue;
    weights += network.multiplicity(e);
    if (joined.join(e)) ++rank;
  }
  return weights - rank;
}

}  // namespace isthmus

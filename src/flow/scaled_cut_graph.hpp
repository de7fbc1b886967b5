// The undirected graph of a network's weights on one denominator.
#pragma once

#include <utility>
#include <vector>

#include "flow/cut_graph.hpp"
#include "flow/scaled.hpp"

namespace isthmus::flow {

/// Overflow unless N holds twice the sum of `values` >= 0: no number of a cut algorithm is larger.
template <class N>
void require_room(const std::vector<Integer>& values) {
  Integer total = 0;
  for (const Integer& value : values) total += value;
  static_cast<void>(from_integer<N>(Integer(2 * total)));
}

/// Node v of the network is node v.value; edges of weight 0 are left out.
template <class N>
[[nodiscard]] CutGraph<N> scaled_cut_graph(const BalanceNetwork& network,
                                           const std::vector<Integer>& values) {
  std::vector<CutEdge<N>> edges;
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e) || values[e.value] == 0) continue;
    edges.push_back(
        {network.tail(e).value, network.head(e).value, from_integer<N>(values[e.value])});
  }
  return CutGraph<N>(network.node_count(), std::move(edges));
}

}  // namespace isthmus::flow

// Edges that are 0 all over P(c), because of a set of nodes that the ground misses.
#pragma once

#include <vector>

#include "flow/local_graph.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The edges into (kind out, backward) or out of (kind in, forward) the sets that no edge leaves
/// (enters) and whose balances sum to 0: together over both kinds, all edges that are 0 on P(c).
/// `local` is the local graph of that kind; `positive` tells the edges there, and `absorbs` the
/// nodes, at which some point of its relaxed polyhedron (free inflow everywhere) is positive.
/// Increasing. O(edges at the nodes that miss the ground).
[[nodiscard]] std::vector<EdgeId> edges_forced_to_zero(const BalanceNetwork& network,
                                                       const LocalGraph& local, Direction direction,
                                                       const PerEdge<bool>& positive,
                                                       const PerNode<bool>& absorbs);

}  // namespace isthmus::flow

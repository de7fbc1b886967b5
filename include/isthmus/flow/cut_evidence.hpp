// The proof that a cut between hidden nodes and the ground is a minimum one (theory §4, distance).
#pragma once

#include <optional>
#include <vector>

#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// An undirected flow out of `node` within the weights, conserved at every hidden node but `node`
/// and those of earlier steps: no set that contains `node` but no earlier node has a smaller cut.
/// Positive entries run from tail to head.
struct ReachStep {
  NodeId node;
  SparseVector flow;
};

/// One step for every hidden node, each flow of value at least `cut.value`: every set of hidden
/// nodes is cut off by at least that weight. Most flows are single edges to earlier nodes. Requires
/// that `cut` is a minimum cut of `weights`. Nothing if the steps would have more than `limit`
/// entries in all. One augmenting-path flow per node at worst, O(V·E) or more.
[[nodiscard]] std::optional<std::vector<ReachStep>> cut_evidence(const BalanceNetwork& network,
                                                                 const Flow& weights,
                                                                 const MinimumCut& cut,
                                                                 std::size_t limit = 10'000'000);

}  // namespace isthmus

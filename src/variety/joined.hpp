// Undirected components of the balance network along chosen edges.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {

/// Disjoint sets over the nodes of a balance network. Amortised O(α) per call.
class JoinedNodes {
 public:
  explicit JoinedNodes(const BalanceNetwork& network)
      : network_(network), sets_(network.node_count()) {}

  /// Joins the ends of `e`; true when they were apart.
  bool join(EdgeId e) { return sets_.join(network_.tail(e).value, network_.head(e).value); }

  /// The components without the ground, each increasing, ordered by first node. O(V).
  [[nodiscard]] std::vector<std::vector<NodeId>> floating();

 private:
  const BalanceNetwork& network_;
  DisjointSets sets_;
};

}  // namespace isthmus

// Undirected components of the balance network along chosen edges.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// Union–find over the nodes of a balance network. Amortised O(α) per call.
class JoinedNodes {
 public:
  explicit JoinedNodes(const BalanceNetwork& network);

  /// Joins the ends of `e`; true when they were apart.
  bool join(EdgeId e);
  [[nodiscard]] bool with_ground(NodeId v) { return root(v) == root(network_.ground()); }
  [[nodiscard]] bool together(NodeId u, NodeId v) { return root(u) == root(v); }

  /// The components without the ground, each increasing, ordered by first node. O(V).
  [[nodiscard]] std::vector<std::vector<NodeId>> floating();

 private:
  NodeId root(NodeId v);

  const BalanceNetwork& network_;
  PerNode<NodeId> parent_;
  PerNode<std::uint32_t> size_;
};

}  // namespace isthmus

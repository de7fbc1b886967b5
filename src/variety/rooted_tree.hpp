// A spanning tree of G/⏚ rooted at the ground, and walks around its edges.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

class RootedTree {
 public:
  /// Requires that `forest` joins every hidden node to the ground. O(V).
  RootedTree(const BalanceNetwork& network, const Forest& forest);

  /// A walk from the tail of e to its head, directions ignored, without e; the tree path wherever
  /// e is no tree edge. Requires that there is one. Otherwise a search below e: time in proportion
  /// to the part of the tree below e and its edges.
  [[nodiscard]] std::vector<EdgeId> walk_around(EdgeId e);

 private:
  [[nodiscard]] std::vector<EdgeId> path(NodeId from, NodeId to) const;
  [[nodiscard]] std::vector<EdgeId> walk_out_of(NodeId top, EdgeId banned, NodeId to);
  [[nodiscard]] bool is_below(NodeId v, NodeId top) const {
    return enter_[top] <= enter_[v] && enter_[v] < leave_[top];
  }
  [[nodiscard]] bool is_tree_edge_of(NodeId v, EdgeId e) const {
    return !network_.is_ground(v) && parent_edge_[v] == e;
  }
  void number();

  const BalanceNetwork& network_;
  PerNode<EdgeId> parent_edge_;
  PerNode<std::uint32_t> depth_, enter_, leave_;
  std::vector<NodeId> order_;  // every node after its parent
  PerNode<EdgeId> arrival_;    // scratch of walk_out_of
  PerNode<bool> seen_;
};

}  // namespace isthmus

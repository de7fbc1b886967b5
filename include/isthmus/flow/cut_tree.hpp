// The cheapest ways to separate any two nodes, in one tree (theory §4, distance).
#pragma once

#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus {

/// A tree on all nodes with the ground as its root. The least value on the path between two nodes
/// is that of a minimum cut between them, and what hangs below that tree edge is one side of it.
struct CutTree {
  PerNode<NodeId> parent;   ///< of the ground: the ground itself
  PerNode<Rational> value;  ///< of the tree edge to the parent; 0 for the ground

  /// The hidden nodes that hang below the tree edge of hidden node `v`, v among them; increasing.
  /// Their cut has weight value[v]. O(V).
  [[nodiscard]] std::vector<NodeId> below(NodeId v) const;
};

/// A cut tree (Gomory and Hu) of the undirected graph with edge weights `weights` >= 0, by
/// Gusfield's algorithm: |H| maximum flows. For every hidden node v, the cheapest set of hidden
/// nodes that contains v hangs below a tree edge on the way from v to the ground. `budget` counts
/// arcs looked at; nothing if it is used up.
[[nodiscard]] std::optional<CutTree> cut_tree(const BalanceNetwork& network, const Flow& weights,
                                              Budget& budget);

}  // namespace isthmus

// Dominator trees of G/⏚ rooted at the ground.
#pragma once

#include <cstdint>
#include <vector>

#include "flow/walks.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

/// The dominator tree of the nodes reachable from the ground (forward), or of the nodes that
/// reach it (backward: post-dominators). `a` dominates `b` when every walk from the root to b
/// passes through a; every node dominates itself.
class DominatorTree {
 public:
  DominatorTree(const BalanceNetwork& network, Direction direction);

  [[nodiscard]] bool reached(NodeId v) const { return number_[v] != unseen; }
  /// Requires both reached. O(1).
  [[nodiscard]] bool dominates(NodeId a, NodeId b) const {
    return enter_[number_[a]] <= enter_[number_[b]] && leave_[number_[b]] <= leave_[number_[a]];
  }
  /// The nearest other node that dominates v. Requires v reached and not the ground.
  [[nodiscard]] NodeId dominator(NodeId v) const { return order_[dominator_[number_[v]]]; }
  /// Reached nodes, every node after its dominators, the ground first.
  [[nodiscard]] const std::vector<NodeId>& order() const { return order_; }

 private:
  static constexpr std::uint32_t unseen = 0xffffffffu;

  void search(const BalanceNetwork& network, Direction direction);
  void find_dominators(const BalanceNetwork& network, Direction direction);
  std::uint32_t evaluate(std::uint32_t v);
  void number_tree();

  PerNode<std::uint32_t> number_;  // depth-first number of a node; all below is by number
  std::vector<NodeId> order_;      // the node of a number
  std::vector<std::uint32_t> parent_, semi_, label_, ancestor_, dominator_;
  std::vector<std::uint32_t> enter_, leave_;
  std::vector<std::uint32_t> path_;  // scratch of evaluate
};

}  // namespace isthmus::flow

// Locks that no rescaling can open.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus::motion {

/// Finds cuts of one edge whose other side is all zeros: U with δ_in(U) = {e} and x = 0 on
/// δ_out(U), or the mirror image. Then c(U) = ±x_e at every rescaling, and e is locked if x_e > 0.
/// Borrows network and x.
class DeadEnds {
 public:
  DeadEnds(const BalanceNetwork& network, const Flow& x, Budget budget);

  /// True if e has such a cut; false also once the budget is used up. Linear in the edges at the
  /// least such set, if there is one.
  [[nodiscard]] bool behind(EdgeId e);

 private:
  enum class Side { head, tail };
  [[nodiscard]] bool closes(EdgeId e, Side side);
  [[nodiscard]] bool grow(EdgeId e, NodeId avoid, Side side);
  [[nodiscard]] bool add(NodeId v, NodeId avoid);

  const BalanceNetwork& network_;
  const Flow& x_;
  Budget budget_;
  PerNode<bool> inside_;
  std::vector<NodeId> set_;
};

}  // namespace isthmus::motion

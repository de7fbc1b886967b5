// The rescaling by powers of two with the least sum of squared weights.
#pragma once

#include <string>

#include "isthmus/motion/rescaling.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::motion {

struct LeastTotal {
  PowerRescaling k;
  /// Empty: Σ x_e · 4^(k_head − k_tail) is the least there is. Else why that is not known, a
  /// clause.
  std::string open;
};

/// Nodes that no walk of positive x leads through from ground to ground keep k = 0, and so do those
/// marked in `held`. Requires x >= 0. A few sums over the edges; in networks of at most
/// `most_edges` then a maximum flow on twice as many edges for each set that is moved.
[[nodiscard]] LeastTotal least_total(const BalanceNetwork& network, const Flow& x,
                                     const PerNode<bool>& held, std::size_t most_edges = 300'000);

/// The shift of a node (or set) after which neither one more nor one less makes the sum smaller,
/// given the squares into it and out of it. Requires both to be positive.
[[nodiscard]] std::int64_t best_shift(const Rational& in, const Rational& out);

}  // namespace isthmus::motion

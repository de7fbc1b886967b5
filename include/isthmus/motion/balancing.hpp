// Rescaling neurons until the weights have a given balance: whether that is possible, and by what
// factors, enclosed with proof.
//
// Theory §7. Weights into v are multiplied by λ_v > 0 and weights out of it divided by λ_v. At most
// one point of the orbit of θ lies on M(c); it does so exactly when blocking_cut finds nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "isthmus/exact/ball.hpp"
#include "isthmus/motion/strict_flow.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

struct BalancingOptions {
  int bits = 40;                 ///< the relative width of each enclosure is at most 2^-bits
  std::size_t max_nodes = 2000;  ///< most hidden nodes to enclose factors for; cost grows cubically
};

/// How θ becomes a point of M(c), or why it cannot.
struct Balancing {
  std::optional<BlockingCut> cut;  ///< no rescaling of θ lies on M(c)
  /// Without `cut`, and unless `reason` says why not: λ_v > 0 for every hidden node. In a floating
  /// component (nonzero weights join it to no ground node) only ratios count, and its first node
  /// has λ = 1. Both ends are equal where the factors were found to be fractions of few digits.
  std::optional<PerNode<Enclosure>> scale;
  std::string reason;  ///< why there is no enclosure although there is a rescaling, as a clause

  [[nodiscard]] bool possible() const noexcept { return !cut.has_value(); }
};

/// Decides exactly whether a rescaling of weights with squares x has balance c, by a flow; then
/// encloses its factors. Requires x.size() = edge_count(), x >= 0, c.size() = hidden_count().
/// Cost: blocking_cut, then O(V³) floating-point operations and a few dozen exact evaluations of
/// the laws. What floating point finds is proved in integers (src/motion/sandwich.cpp).
[[nodiscard]] Balancing rescale_onto(const BalanceNetwork& network, const Flow& x, const Balance& c,
                                     const BalancingOptions& options = {});

}  // namespace isthmus

// Is P(c) empty? A flow or a violated set (theory §2).
#pragma once

#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// Exactly one of the two is there.
struct Feasibility {
  /// A point of P(c), sparse: at most 2·|H| positive edges unless the instance is intricate.
  std::optional<Flow> flow;
  /// A set U of hidden nodes with no edge in and c(U) > 0, or no edge out and c(U) < 0; increasing.
  std::vector<NodeId> violated_set;

  [[nodiscard]] bool feasible() const noexcept { return flow.has_value(); }
};

/// Decides whether P(c) is empty (Hoffman's circulation theorem made effective by maximum flow).
/// O(V + E) when every hidden node is reachable from the ground and reaches it; otherwise one
/// Dinic maximum flow over what is left. Requires c.size() = hidden_count().
[[nodiscard]] Feasibility feasible_flow(const BalanceNetwork& network, const Balance& c);

/// True when `set` (hidden nodes) proves P(c) empty as described above.
[[nodiscard]] bool is_violated(const BalanceNetwork& network, const Balance& c,
                               const std::vector<NodeId>& set);

/// A point of P(c) with x_e = 0, near the given point `base` of P(c); nothing if e is positive
/// all over P(c). O(V + E) for edges that are no bottleneck, else a maximum flow.
[[nodiscard]] std::optional<Flow> flow_avoiding(const BalanceNetwork& network, const Flow& base,
                                                EdgeId e);

}  // namespace isthmus

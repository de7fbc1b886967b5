// A rigorous enclosure of the smallest singular value of the Jacobian (theory §4).
//
// The enclosure is not part of the header-only number build, which has no Arb.
#pragma once

#include "isthmus/exact/ball.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// B·diag(x)·Bᵀ, the Laplacian of the undirected graph with weights x, ground row and column
/// removed; hidden_count() square.
[[nodiscard]] RationalMatrix grounded_laplacian(const BalanceNetwork& network, const Flow& x);

/// Encloses the smallest singular value 2·√λ_min of J = 2·B·diag(θ) at x = θ²; [0, 0] exactly at
/// singular points. Requires hidden_count() > 0. O(V³) ball operations: meant for up to a few
/// hundred hidden nodes; throws Error (limit_reached) above `max_nodes`.
[[nodiscard]] Enclosure smallest_singular_value(const BalanceNetwork& network, const Flow& x,
                                                std::size_t max_nodes = 400);

}  // namespace isthmus

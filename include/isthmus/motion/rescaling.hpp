// Rescaling neurons: weights into a neuron times a positive factor, weights out of it divided by
// it.
//
// Theory §7. Activations commute with positive factors, so the network computes the same function,
// while its balance moves. Powers of two change no digit of a binary floating-point weight.
#pragma once

#include <cstdint>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// k_v for every hidden node v: θ_e becomes 2^(k_head − k_tail) θ_e, with k = 0 on the ground.
/// Size hidden_count().
using PowerRescaling = PerNode<std::int32_t>;

/// k_head − k_tail, the exponent of the factor of one weight on edge e.
[[nodiscard]] std::int64_t exponent_of(const BalanceNetwork& network, const PowerRescaling& k,
                                       EdgeId e);

/// The squared weights after the rescaling: x_e · 4^(k_head − k_tail). Requires x.size() =
/// edge_count(). O(E) products of numbers with |k| more binary digits.
[[nodiscard]] Flow rescaled(const BalanceNetwork& network, const Flow& x, const PowerRescaling& k);

}  // namespace isthmus

// Random vectors x_k(ε) that become dependent as ε → 0.
#pragma once

#include <vector>

#include "network/random.hpp"
#include "pattern/witness/limit_span.hpp"

namespace isthmus::pattern {

/// Draws x_k(ε) = v_k + ε w_k + ε² u_k for each neuron k, of length `columns`, 0 outside reach[k],
/// with small whole numbers. Coincidences among the v_k (parallel, coplanar) are likely.
[[nodiscard]] std::vector<MovingVector> degenerate_family(const std::vector<IndexSet>& reach,
                                                          std::size_t columns, RandomBits& bits);

/// A whole number from 0 to count - 1, all about equally likely. Requires count > 0.
[[nodiscard]] inline std::size_t below(std::size_t count, RandomBits& bits) {
  return static_cast<std::size_t>(bits.next() >> 11) % count;
}

}  // namespace isthmus::pattern

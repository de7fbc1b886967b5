// Types of rows, their generic ranks, and the dimensions that limits of spans have.
#pragma once

#include "pattern.hpp"

namespace isthmus_check {

// Rows that see the same neurons modulo the same free entries.
struct Type {
  Set neurons, free, covered;  // K, G = F ∩ U and U
  Ids rows;
  std::size_t rank = 0, defect = 0;
  [[nodiscard]] bool below(const Type& other) const {
    const bool same = neurons == other.neurons && free == other.free;
    return !same && within(neurons, other.neurons) && within(free, other.free);
  }
};
using Types = std::vector<Type>;

/// Of all rows, as far as these neurons (or all) are concerned.
Types types(PatternText& in, const State& s, Side side, const Ids& neurons);
Types types(PatternText& in, const State& s, Side side);

/// T11 and T12: generic vectors in the W_k span as much as every type needs, dim W_k being at least
/// `floor`.
void require_dimensions(PatternText& in, const State& s, Side side, const Types& all,
                        std::size_t floor);

}  // namespace isthmus_check

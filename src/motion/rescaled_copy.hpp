// Whether one network is another one with neurons permuted in a given way and rescaled somehow.
#pragma once

#include <optional>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/edge_weights.hpp"
#include "motion/permutation_search.hpp"
#include "symmetry/wiring.hpp"

namespace isthmus::motion {

/// λ for every hidden node of the contraction of `a` such that every weight of `b` is that of `a`,
/// moved by the permutation, times λ_head / λ_tail; nothing if there is none. Decided exactly: λ is
/// read off a spanning forest of the nonzero weights, then every weight is compared. Requires a
/// permutation that keeps the wiring, and all weights. O(E) products.
[[nodiscard]] std::optional<PerNode<Rational>> rescaling_between(const EdgeWeights& a,
                                                                 const EdgeWeights& b,
                                                                 const Contraction& contraction,
                                                                 const symmetry::Wiring& wiring,
                                                                 const Placement& permutation);

}  // namespace isthmus::motion

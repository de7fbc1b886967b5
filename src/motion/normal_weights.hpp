// Weights divided by what rescaling can do to them.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/edge_weights.hpp"
#include "motion/colours.hpp"

namespace isthmus::motion {

/// A factor for every hidden node of the contraction that nonzero weights join to the ground, such
/// that the weights times factor of the head over factor of the tail depend only on the orbit of θ
/// under positive rescaling.
struct NormalScale {
  PerNode<std::optional<Rational>> factor;  ///< by node; 1 at the ground
  [[nodiscard]] bool covers(NodeId v) const { return factor[v].has_value(); }
};

/// Round by round away from the ground: the largest weight that comes from earlier rounds becomes
/// 1 in size; if there is none, the largest that leads there. Requires all weights. O(E) quotients
/// of numbers that grow with the number of rounds only.
[[nodiscard]] NormalScale normal_scale(const EdgeWeights& weights, const Contraction& contraction);

/// The weights of a trainable edge after that; the given ones between tied nodes; signs where no
/// factor is known.
[[nodiscard]] std::vector<Rational> normal_weights(const EdgeWeights& weights,
                                                   const Contraction& contraction,
                                                   const NormalScale& scale, EdgeId e);

/// Labels that tell kinds and normal weights of edges.
[[nodiscard]] Labels normal_labels(const EdgeWeights& weights, const Contraction& contraction,
                                   const symmetry::Wiring& wiring);

}  // namespace isthmus::motion

// Replaying proofs of closedness.
#pragma once

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// Whether the proof, replayed step by step from `state`, proves it closed: nothing is believed but
/// the theorems (Theory §9). Never throws for wrong proofs.
[[nodiscard]] bool is_proof(const PatternState& state, const ClosedProof& proof);

/// Whether it proves that all matrices on the covered entries are attained.
[[nodiscard]] bool is_full_proof(const PatternState& state, const ClosedProof& proof);

/// The same for a whole pattern: the merges, each with its full proof, then the proof for the two
/// layers that are left. Requires valid layers.
[[nodiscard]] bool is_proof(const LayerSupports& layers, const ClosedEvidence& evidence);

}  // namespace isthmus

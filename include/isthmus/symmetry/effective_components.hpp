// Effective components: components of M(c) that differ by more than a relabelling of neurons.
//
// Theory §7. A component is a choice of signs on the locked edges. A symmetry γ in Γ (it preserves
// K(c)) permutes neurons; rescaling leads back onto M(c) and keeps signs. So components that Γ
// joins hold the same functions, and the orbits of Γ on sign vectors are what is left.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/symmetry/automorphisms.hpp"
#include "isthmus/symmetry/orbits.hpp"

namespace isthmus {

struct EffectiveComponents {
  std::vector<EdgeId> locked;  ///< the points of the sign vectors, increasing
  /// The number of orbits with its bounds; equal when determined. `representatives` and `reading`
  /// refer to positions in `locked`.
  SignOrbits orbits;
  /// Γ when it was found. Otherwise (see `reason`) a subgroup of Γ, or nothing.
  std::optional<AutomorphismGroup> symmetry;
  bool symmetry_is_complete = false;  ///< `symmetry` is all of Γ
  std::string reason;  ///< why the number is not determined, as a clause; empty when it is
};

/// From all minimal generators of the cut ideal (theory §6), those of degree 1 included.
/// Requires M(c) not empty. Without bliss the result holds bounds and the reason.
[[nodiscard]] EffectiveComponents effective_components(
    const Network& network, const Contraction& contraction, const std::vector<EdgeId>& locked,
    const std::vector<std::vector<EdgeId>>& generators, const OrbitOptions& options = {});

/// When the generators are too many to list: bounds from a subgroup of Γ (automorphisms that
/// preserve c) and from a group that contains Γ (those that preserve the set of locked edges).
/// Often both agree, and then the number is exact although Γ is not known. `why` says as a clause
/// what kept the generators from being listed.
[[nodiscard]] EffectiveComponents bound_effective_components(
    const Network& network, const Contraction& contraction, const std::vector<EdgeId>& locked,
    const Balance& c, const std::string& why, const OrbitOptions& options = {});

}  // namespace isthmus

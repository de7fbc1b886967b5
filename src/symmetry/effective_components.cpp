// Effective components (Theory §7): the orbits of Γ on the signs of the locked edges.
//
// Γ is the group of automorphisms that permute the minimal generators of the cut ideal I(c),
// because I(c) and K(c) determine each other. Locked edges are the generators of degree 1, so Γ
// permutes them, and its orbits on sign vectors are counted by `sign_orbits`.
//
// When the generators are too many to list, Γ lies between two groups that are known:
// automorphisms that keep c ⊆ Γ ⊆ automorphisms that keep the set of locked edges. A larger group
// has fewer orbits, which bounds the number from both sides; equal bounds decide it.
#include "isthmus/symmetry/effective_components.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

using Moves = SparsePermutation<std::uint32_t>;

std::vector<EdgeId> increasing(std::vector<EdgeId> edges) {
  std::sort(edges.begin(), edges.end());
  return edges;
}

std::uint32_t position_of(const std::vector<EdgeId>& locked, EdgeId e) {
  const auto at = std::lower_bound(locked.begin(), locked.end(), e);
  ensure(at != locked.end() && *at == e, "symmetries permute the locked edges");
  return static_cast<std::uint32_t>(at - locked.begin());
}

// What the generators of a group do to positions in `locked`.
std::vector<Moves> action_on(const std::vector<EdgeId>& locked, const AutomorphismGroup& group) {
  std::vector<Moves> action;
  for (const Automorphism& generator : group.generators) {
    Moves moves;
    for (const auto& [e, image] : generator.edges) {
      if (!std::binary_search(locked.begin(), locked.end(), e) || image == e) continue;
      moves.emplace_back(position_of(locked, e), position_of(locked, image));
    }
    if (!moves.empty()) action.push_back(std::move(moves));
  }
  return action;
}

SignOrbits orbits_of(const std::vector<EdgeId>& locked, const AutomorphismGroup& group,
                     const OrbitOptions& options) {
  return sign_orbits(locked.size(), action_on(locked, group), options);
}

// Nothing is known of the symmetries, but no permutation changes how many signs are −.
EffectiveComponents without_symmetries(std::vector<EdgeId> locked, const OrbitOptions& options) {
  EffectiveComponents result;
  result.locked = std::move(locked);
  result.orbits = sign_orbits(result.locked.size(), {}, options);
  if (result.locked.size() < 2) return result;
  result.orbits.at_least = result.locked.size() + 1;
  result.orbits.all_listed = false;
  result.orbits.representatives.clear();
  result.reason = "this build lacks bliss, which finds the symmetries of a network";
  result.orbits.reason = result.reason;
  return result;
}

}  // namespace

EffectiveComponents effective_components(const Network& network, const Contraction& contraction,
                                         const std::vector<EdgeId>& locked,
                                         const std::vector<std::vector<EdgeId>>& generators,
                                         const OrbitOptions& options) {
  if (!can_find_automorphisms()) return without_symmetries(increasing(locked), options);
  EffectiveComponents result;
  result.locked = increasing(locked);
  result.symmetry = automorphisms(network, contraction, generators);
  result.symmetry_is_complete = true;
  result.orbits = orbits_of(result.locked, *result.symmetry, options);
  result.reason = result.orbits.reason;
  return result;
}

EffectiveComponents bound_effective_components(const Network& network,
                                               const Contraction& contraction,
                                               const std::vector<EdgeId>& locked, const Balance& c,
                                               const std::string& why,
                                               const OrbitOptions& options) {
  if (!can_find_automorphisms()) return without_symmetries(increasing(locked), options);
  EffectiveComponents result;
  result.locked = increasing(locked);
  result.symmetry = automorphisms_preserving(network, contraction, c);
  result.orbits = orbits_of(result.locked, *result.symmetry, options);
  std::vector<std::vector<EdgeId>> singletons;
  for (const EdgeId e : result.locked) singletons.push_back({e});
  const AutomorphismGroup larger = automorphisms(network, contraction, singletons);
  const SignOrbits fewer = orbits_of(result.locked, larger, options);
  if (fewer.determined() && result.orbits.determined() &&
      fewer.at_least == result.orbits.at_least) {
    return result;
  }
  result.orbits.at_least = fewer.at_least;
  result.orbits.all_listed = false;
  result.orbits.representatives.clear();  // Γ may join some of them
  result.reason = why;
  result.orbits.reason = why;
  return result;
}

}  // namespace isthmus

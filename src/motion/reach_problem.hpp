// The question of reach, with all that follows from the two networks at once.
#pragma once

#include <memory>
#include <vector>

#include "isthmus/motion/reach.hpp"
#include "motion/permutation_search.hpp"

namespace isthmus::motion {

/// FROM and TO, seen through one contraction; all that it refers to must outlive it.
class ReachProblem {
 public:
  /// Requires and throws as reach().
  ReachProblem(const SharedWiring& both, const EdgeWeights& from, const EdgeWeights& to);

  const Network& network;
  const Contraction& contraction;
  const EdgeWeights& to;
  Blocks blocks;
  Balance c;                       ///< c⁰
  std::vector<LockedSign> locked;  ///< L(c⁰) with the signs of FROM
  PerEdge<bool> support;           ///< nonzero weights of TO
  std::vector<std::int8_t> sign;   ///< of the one weight of every edge of TO by position; 0: none

  /// Made when first asked for: a search needs it, trying TO as it is does not.
  [[nodiscard]] const symmetry::Wiring& wiring() const;

  /// The edge of TO that the permutation puts in the place of every edge of FROM, by position.
  [[nodiscard]] std::vector<std::uint32_t> images(const Placement& permutation) const;

 private:
  mutable std::unique_ptr<symmetry::Wiring> wiring_;
};

/// The nonzero weights of TO once the permutation put them in the places of FROM.
[[nodiscard]] PerEdge<bool> moved_support(const ReachProblem& problem,
                                          const Placement& permutation);

/// The signs of TO, so moved, are those of the locked edges.
[[nodiscard]] bool signs_agree(const ReachProblem& problem, const Placement& permutation);

}  // namespace isthmus::motion

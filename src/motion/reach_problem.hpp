// The question of reach, with all that follows from the two networks at once.
#pragma once

#include <vector>

#include "isthmus/motion/reach.hpp"
#include "motion/permutation_search.hpp"

namespace isthmus::motion {

/// FROM and TO, seen through one contraction; it and all else must outlive what refers to it.
struct ReachProblem {
  const Network& from;
  const Network& to;
  Contraction contraction;
  symmetry::Wiring wiring;
  Blocks blocks;
  Balance c;                       ///< c⁰
  std::vector<LockedSign> locked;  ///< L(c⁰) with the signs of FROM
  Flow x;                          ///< squares of TO
  std::vector<int> sign;           ///< of the one weight of every edge of TO by position; 0: none
};

/// Requires and throws as reach().
[[nodiscard]] ReachProblem reach_problem(const Network& from, const Network& to);

/// The squares of TO once the permutation put them in the places of FROM.
[[nodiscard]] Flow moved_squares(const ReachProblem& problem, const Placement& permutation);

/// The signs of TO, so moved, are those of the locked edges.
[[nodiscard]] bool signs_agree(const ReachProblem& problem, const Placement& permutation);

}  // namespace isthmus::motion

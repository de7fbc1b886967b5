// Shrinking the spaces of one branch until a contradiction appears or nothing moves.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/parallel/budget.hpp"
#include "pattern/witness/branch.hpp"

namespace isthmus::pattern {

/// What was done in a branch; `end` is empty if no contradiction was found.
struct Propagated {
  std::vector<RefutationStep> steps;  ///< those that shrank a space
  std::optional<Contradiction> end;
};

/// Applies span, rank and exchange steps until nothing shrinks, the cheap ones first. Spends one
/// step of the budget for each one tried; when it is used up, the result is what was found so far.
/// Rows are positions in the problem.
template <class N>
[[nodiscard]] Propagated propagate(Branch<N>& branch, Budget& budget);

extern template Propagated propagate(Branch<CheckedInteger>&, Budget&);
extern template Propagated propagate(Branch<Integer>&, Budget&);

}  // namespace isthmus::pattern

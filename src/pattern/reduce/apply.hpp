// Reductions carried out, and checked, one at a time.
#pragma once

#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"
#include "pattern/goal.hpp"

namespace isthmus {

/// Carries out a reduction as evidence.hpp describes it. Requires one that is_valid.
void apply(PatternState& state, const Reduction& reduction);

/// Whether the reduction is a step of its kind in this state: the indices exist and what the
/// theorem asks holds. Never throws; this is what replaying a proof stands on.
[[nodiscard]] bool is_valid(const PatternState& state, const Reduction& reduction,
                            Goal goal = Goal::closed);

/// R4. The part of the state that the neurons at these positions (increasing) make up.
[[nodiscard]] PatternState part_of(const PatternState& state,
                                   const std::vector<std::size_t>& neurons);

}  // namespace isthmus

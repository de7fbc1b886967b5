// A state taken apart by the reductions, until none applies.
#pragma once

#include <utility>
#include <vector>

#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"
#include "pattern/goal.hpp"

namespace isthmus {

/// The reductions of a state in their order; then the connected state that they leave (`rest`,
/// without neurons if nothing is left), or, if it falls apart, its parts, each reduced in turn.
struct ReducedState {
  std::vector<Reduction> reductions;
  PatternState rest;
  std::vector<std::pair<std::vector<std::size_t>, ReducedState>> parts;  ///< (neurons, part)
};

/// R1, R2, R3 until nothing moves, then R4, or R5 if the state is connected, and from the start.
/// The state is closed exactly when every connected state at the leaves is. Polynomial; R3 makes
/// dense and block-diagonal patterns vanish in one step. With Goal::full the state is full exactly
/// when every state at the leaves is, and R5 is applied less.
[[nodiscard]] ReducedState reduce(const PatternState& state, Goal goal = Goal::closed);

/// The connected states at the leaves, in order; none if the state reduces to nothing.
[[nodiscard]] std::vector<const PatternState*> leaves(const ReducedState& reduced);

}  // namespace isthmus

// The refuter: a proof that a matrix is not attained, as a tree of supports and steps.
#pragma once

#include <optional>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"

namespace isthmus::pattern {

/// A refutation of "`limit` lies in S(state)", seen by `side`, as evidence.hpp describes it, no
/// step of which could be left out; nothing if the rules do not suffice or the budget ended (then
/// nothing is known). A matrix of S(state) is never refuted.
///
/// Requires a limit with all rows and columns of the state. The budget counts steps tried.
[[nodiscard]] std::optional<Refutation> refute(const PatternState& state,
                                               const RationalMatrix& limit, Orientation side,
                                               Budget& budget);

/// The number of nodes of the tree and of its steps.
[[nodiscard]] std::size_t size_of(const Refutation& tree);

}  // namespace isthmus::pattern

// The reductions R1, R2, R3 and R5, each as a search for what it can do in a state.
#pragma once

#include <vector>

#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"
#include "pattern/goal.hpp"

namespace isthmus {

/// R1: every row and column that can leave a neuron, then every neuron that is empty.
[[nodiscard]] std::vector<Reduction> find_strips(const PatternState& state);

/// R2: every neuron whose observed entries fall into several pieces. Requires a stripped state.
[[nodiscard]] std::vector<Reduction> find_splits(const PatternState& state);

/// R3: the largest linear block by rows or, if there is none, by columns; at most one reduction.
[[nodiscard]] std::vector<Reduction> find_linear_block(const PatternState& state);

/// R5: rows, or if there are none columns, that enough twins are like; at most one reduction. For a
/// full state only of types that realise all they reach.
[[nodiscard]] std::vector<Reduction> find_twins(const PatternState& state, Goal goal);

/// R4: the neurons in groups without a common observed entry, by their first neurons.
[[nodiscard]] std::vector<std::vector<std::size_t>> direct_summands(const PatternState& state);

}  // namespace isthmus

// Witnesses of states: transposed, renumbered, cut down to windows.
#pragma once

#include <vector>

#include "isthmus/pattern/evidence.hpp"

namespace isthmus::pattern {

/// A witness of a state has two factors: X, neurons of the state × columns, and Y, rows × neurons;
/// their product tends to the limit on the observed entries of the state.
/// All zero, refuted by nothing: something to fill in.
[[nodiscard]] Witness blank_witness(const PatternState& state, std::size_t rows,
                                    std::size_t columns);

/// The same of the transposed state; the refutation keeps its meaning, seen from the other side.
[[nodiscard]] Witness transposed(const Witness& witness);

/// A state without the rows and columns outside the sets given.
[[nodiscard]] PatternState restricted(const PatternState& state, const IndexSet& rows,
                                      const IndexSet& columns);

/// A small copy of a state, its rows and columns numbered from 0.
struct Numbered {
  PatternState state;
  std::vector<std::size_t> rows, columns;  ///< the names of the original
};
[[nodiscard]] Numbered numbered(const PatternState& state);

/// A witness of numbered(state).state as one of `state` within a pattern of that size, 0 elsewhere.
[[nodiscard]] Witness renamed(const Witness& small, const PatternState& state,
                              const Numbered& numbers, std::size_t row_count,
                              std::size_t column_count);

/// Replaces each row r of a refutation by names[r].
void rename_rows(Refutation& tree, const std::vector<std::size_t>& names);

}  // namespace isthmus::pattern

// A state as masks of small positions: what charts of either orientation are made from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// The state seen by rows, or by columns with the two exchanged. `lines` are the rows (columns),
/// `places` the entries along one of them, both as indices of the pattern.
struct ChartFrame {
  Orientation side = Orientation::rows;
  std::vector<std::size_t> lines;
  std::vector<std::size_t> places;
  std::vector<IndexSet> neuron_lines;   ///< within the state
  std::vector<IndexSet> neuron_places;  ///< within the state
  std::vector<IndexSet> observed;       ///< places covered and not free, for each of `lines`

  /// (row, column) of the place on the line.
  [[nodiscard]] std::pair<std::size_t, std::size_t> entry(std::size_t line,
                                                          std::size_t place) const {
    return side == Orientation::rows ? std::pair{line, place} : std::pair{place, line};
  }
};

[[nodiscard]] ChartFrame chart_frame(const PatternState& state, Orientation side);

}  // namespace isthmus

#include "pattern/charts/chart_frame.hpp"

#include <algorithm>

namespace isthmus {
namespace {

/// One more than the greatest column that the state knows of.
std::size_t column_bound(const PatternState& state) {
  const auto bound = [](const IndexSet& set) {
    return set.empty() ? 0 : set.elements().back() + 1;
  };
  std::size_t out = bound(state.columns);
  for (const Rectangle& neuron : state.neurons) out = std::max(out, bound(neuron.columns));
  for (const IndexSet& free : state.free) out = std::max(out, bound(free));
  return out;
}

}  // namespace

ChartFrame chart_frame(const PatternState& state, Orientation side) {
  const bool rows = side == Orientation::rows;
  const PatternState seen = rows ? state : transposed(state, column_bound(state));
  ChartFrame frame{side, seen.rows.elements(), seen.columns.elements(), {}, {}, {}};
  for (const Rectangle& neuron : seen.neurons) {
    frame.neuron_lines.push_back(neuron.rows & seen.rows);
    frame.neuron_places.push_back(neuron.columns & seen.columns);
  }
  for (const std::size_t line : frame.lines) {
    IndexSet covered;
    for (std::size_t k = 0; k < frame.neuron_lines.size(); ++k) {
      if (frame.neuron_lines[k].contains(line)) covered |= frame.neuron_places[k];
    }
    frame.observed.push_back(line < seen.free.size() ? covered - seen.free[line] : covered);
  }
  return frame;
}

}  // namespace isthmus

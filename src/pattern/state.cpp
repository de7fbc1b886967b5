#include "isthmus/pattern/state.hpp"

#include <utility>

namespace isthmus {

PatternState transposed(const PatternState& state, std::size_t column_count) {
  PatternState out{state.columns, state.rows, state.neurons, {}};
  for (Rectangle& neuron : out.neurons) std::swap(neuron.rows, neuron.columns);
  out.free.resize(column_count);
  for (std::size_t row = 0; row < state.free.size(); ++row) {
    state.free[row].for_each([&](std::size_t column) { out.free[column].insert(row); });
  }
  return out;
}

}  // namespace isthmus

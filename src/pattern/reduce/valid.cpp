// Is a reduction what it says it is? Asked again, from the state alone, when a proof is replayed;
// none of the code that found the reduction is used, except matchings.
#include <algorithm>

#include "isthmus/pattern/pattern.hpp"
#include "pattern/matching.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/row_types.hpp"

namespace isthmus {
namespace {

// Columns of `neuron` that are free in each of its rows.
IndexSet free_everywhere(const PatternState& state, const Rectangle& neuron) {
  IndexSet out = neuron.columns;
  neuron.rows.for_each([&](std::size_t row) { out &= state.free[row]; });
  return out;
}

bool are_increasing(const std::vector<std::size_t>& list, std::size_t bound) {
  return std::adjacent_find(list.begin(), list.end(), std::greater_equal<>()) == list.end() &&
         (list.empty() || list.back() < bound);
}

struct Valid {
  const PatternState& state;
  Goal goal;

  [[nodiscard]] bool operator()(const StripReduction& step) const {
    if (step.neuron >= state.neurons.size()) return false;
    const Rectangle& neuron = state.neurons[step.neuron];
    if (step.side == Orientation::rows) {
      return neuron.rows.contains(step.index) &&
             neuron.columns.is_subset_of(state.free[step.index]);
    }
    return free_everywhere(state, neuron).contains(step.index);
  }

  [[nodiscard]] bool operator()(const DropReduction& step) const {
    return step.neuron < state.neurons.size() &&
           (state.neurons[step.neuron].rows.empty() || state.neurons[step.neuron].columns.empty());
  }

  // The pieces share no row and no column, and all entries between two of them are free.
  [[nodiscard]] bool operator()(const SplitReduction& step) const {
    if (step.neuron >= state.neurons.size() || step.pieces.size() < 2) return false;
    const Rectangle& neuron = state.neurons[step.neuron];
    IndexSet rows, columns;
    for (const auto& [piece_rows, piece_columns] : step.pieces) {
      if (piece_rows.empty() || piece_columns.empty() || rows.meets(piece_rows) ||
          columns.meets(piece_columns) || !piece_rows.is_subset_of(neuron.rows)) {
        return false;
      }
      rows |= piece_rows;
      columns |= piece_columns;
      bool apart = true;
      piece_rows.for_each([&](std::size_t row) {
        apart = apart && (neuron.columns - piece_columns).is_subset_of(state.free[row]);
      });
      if (!apart) return false;
    }
    return rows == neuron.rows && columns == neuron.columns;
  }

  // Every row of the block has a matching of its neurons that saturates what they reach.
  [[nodiscard]] bool operator()(const LinearReduction& step) const {
    if (step.neurons.empty() || !are_increasing(step.neurons, state.neurons.size())) return false;
    const PatternState block = part_of(seen_by(state, step.side), step.neurons);
    const std::vector<RowType> types = row_types(block);
    return std::all_of(types.begin(), types.end(), [&](const RowType& type) {
      return generic_rank(block, type) == type.reach.size() - type.free.size();
    });
  }

  // Of each type as many are kept as its generic rank, or all; the rank must be full for a full
  // state.
  [[nodiscard]] bool operator()(const TwinReduction& step) const {
    const PatternState seen = seen_by(state, step.side);
    if (!step.kept.is_subset_of(seen.rows)) return false;
    const std::vector<RowType> types = row_types(seen);
    return std::all_of(types.begin(), types.end(), [&](const RowType& type) {
      if (type.rows.is_subset_of(step.kept)) return true;
      const std::size_t rank = generic_rank(seen, type);
      return (type.rows & step.kept).size() >= rank &&
             (goal == Goal::closed || rank == type.reach.size() - type.free.size());
    });
  }
};

}  // namespace

bool is_valid(const PatternState& state, const Reduction& reduction, Goal goal) {
  return std::visit(Valid{state, goal}, reduction);
}

}  // namespace isthmus

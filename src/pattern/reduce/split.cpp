// R2: a neuron whose observed entries fall into unconnected pieces is as good as several neurons.
//
// Its entries between two pieces are free, and the pieces have no row and no column in common, so
// the vectors of the pieces can be scaled and chosen one by one: the set S does not change. The
// pieces are the components of the bipartite graph of observed entries; a search over rows that
// takes all columns of a row at once is O(rows²·words) and rows·words where nothing is free.
#include <utility>

#include "pattern/reduce/steps.hpp"

namespace isthmus {
namespace {

using Piece = std::pair<IndexSet, IndexSet>;

bool touches_free(const PatternState& state, const Rectangle& neuron) {
  bool out = false;
  neuron.rows.for_each(
      [&](std::size_t row) { out = out || state.free[row].meets(neuron.columns); });
  return out;
}

// Moves the component of the first row in `rows` there to the result.
Piece take_piece(const PatternState& state, const Rectangle& neuron, IndexSet& rows) {
  Piece piece;
  const std::size_t first = rows.least();
  piece.first.insert(first);
  piece.second = neuron.columns - state.free[first];
  rows.erase(first);
  for (bool grown = true; grown;) {
    grown = false;
    for (const std::size_t row : rows.elements()) {
      const IndexSet observed = neuron.columns - state.free[row];
      if (!observed.meets(piece.second)) continue;
      grown = true;
      piece.first.insert(row);
      piece.second |= observed;
      rows.erase(row);
    }
  }
  return piece;
}

}  // namespace

std::vector<Reduction> find_splits(const PatternState& state) {
  std::vector<Reduction> out;
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    if (!touches_free(state, state.neurons[k])) continue;
    std::vector<Piece> pieces;
    for (IndexSet rows = state.neurons[k].rows; !rows.empty();) {
      pieces.push_back(take_piece(state, state.neurons[k], rows));
    }
    if (pieces.size() > 1) out.push_back(SplitReduction{k, std::move(pieces)});
  }
  return out;
}

}  // namespace isthmus

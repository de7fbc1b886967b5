#include "pattern/row_types.hpp"

#include <map>
#include <utility>

#include "isthmus/pattern/pattern.hpp"
#include "pattern/matching.hpp"

namespace isthmus {
namespace {

std::vector<IndexSet> neurons_of_rows(const PatternState& state) {
  std::vector<IndexSet> out(state.free.size());
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    state.neurons[k].rows.for_each([&](std::size_t row) { out[row].insert(k); });
  }
  return out;
}

IndexSet reach_of(const PatternState& state, const IndexSet& neurons) {
  IndexSet out;
  neurons.for_each([&](std::size_t k) { out |= state.neurons[k].columns; });
  return out;
}

}  // namespace

std::vector<RowType> row_types(const PatternState& state) {
  const std::vector<IndexSet> seen = neurons_of_rows(state);
  std::map<IndexSet, IndexSet> reach;
  std::map<std::pair<IndexSet, IndexSet>, std::size_t> position;
  std::vector<RowType> out;
  state.rows.for_each([&](std::size_t row) {
    if (seen[row].empty()) return;
    const auto [known, fresh] = reach.try_emplace(seen[row]);
    if (fresh) known->second = reach_of(state, seen[row]);
    IndexSet free = state.free[row] & known->second;
    const auto [place, first] = position.try_emplace({seen[row], free}, out.size());
    if (first) out.push_back({seen[row], known->second, std::move(free), {}});
    out[place->second].rows.insert(row);
  });
  return out;
}

std::vector<const IndexSet*> columns_of(const PatternState& state, const IndexSet& neurons) {
  std::vector<const IndexSet*> out;
  neurons.for_each([&](std::size_t k) { out.push_back(&state.neurons[k].columns); });
  return out;
}

std::size_t generic_rank(const PatternState& state, const RowType& type) {
  return maximum_matching(columns_of(state, type.neurons), type.reach - type.free).size;
}

PatternState seen_by(const PatternState& state, Orientation side) {
  return side == Orientation::rows ? state : transposed(state, column_bound(state));
}

}  // namespace isthmus

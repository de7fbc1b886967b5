// T3 and T2: states of one and of two neurons.
//
// T3. One neuron with connected observed entries is closed if and only if nothing is free in
// R × C: rank-one matrices are closed; a missing entry gives the limit e_{ij'} + e_{i'j}.
//
// T2. Let a1 = |R1 \ R2|, a2 = |R2 \ R1|, a12 = |R1 ∩ R2|, and b1, b2, b12 for the columns. Without
// free entries, L_I is not closed if and only if a12, b12 ≥ 1 and one of
//   a1, b1 ≥ 1;   a2, b2 ≥ 1;   a12 ≥ 2 and b1, b2 ≥ 1;   b12 ≥ 2 and a1, a2 ≥ 1.
// If a12 = 0 or b12 = 0 the rectangles are disjoint. Else, where none of the four holds, up to
// symmetry R1 = R2 is a single row, which is linear, or the C are nested against the R (flags,
// T11). In the first two cases the rows of R1 \ R2 and R1 ∩ R2 and two such columns make the window
// in which neuron 1 sees three entries alone: e_{ij'} + e_{i'j} is a limit that is not attained. In
// the others rows e_{j0} and e_{j1} + e_{j2} are the limit of span(e_{j0} + ε e_{j1},
// -e_{j0} + ε e_{j2}), which no x_1, x_2 with these columns span.
#include "pattern/closed/rules.hpp"

namespace isthmus {
namespace {

bool has_free(const PatternState& state, const Rectangle& neuron) {
  bool out = false;
  neuron.rows.for_each(
      [&](std::size_t row) { out = out || state.free[row].meets(neuron.columns); });
  return out;
}

struct Shares {
  std::size_t only_first, only_second, both;
};

Shares shares(const IndexSet& first, const IndexSet& second) {
  return {(first - second).size(), (second - first).size(), (first & second).size()};
}

}  // namespace

bool closed_by_one_neuron(const PatternState& state) {
  return state.neurons.size() == 1 && !has_free(state, state.neurons[0]);
}

std::optional<bool> closed_by_two_neurons(const PatternState& state) {
  if (state.neurons.size() != 2 || has_free(state, state.neurons[0]) ||
      has_free(state, state.neurons[1])) {
    return std::nullopt;
  }
  const Shares a = shares(state.neurons[0].rows, state.neurons[1].rows);
  const Shares b = shares(state.neurons[0].columns, state.neurons[1].columns);
  if (a.both == 0 || b.both == 0) return true;
  const bool window = (a.only_first > 0 && b.only_first > 0) ||
                      (a.only_second > 0 && b.only_second > 0) ||
                      (a.both > 1 && b.only_first > 0 && b.only_second > 0) ||
                      (b.both > 1 && a.only_first > 0 && a.only_second > 0);
  return !window;
}

}  // namespace isthmus

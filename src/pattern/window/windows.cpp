// Forbidden windows of a state, small ones first.
//
// Problem. By heredity a state is not closed if the rows and columns of some window are not. Which
// windows of a mask with hundreds of rows are worth a look?
//
// Corner (LU, 2 × 2). Rows i, i' and columns j, j' of one neuron k: it alone covers the observed
// entries (i, j), (i, j'), (i', j), while (i', j') is free or covered by others too. Those others
// cover nothing else in the window, so they are linear there and what is left is a rank-one block
// with a missing entry (T3). For each row keep the columns covered once and those free or covered
// more often; then each pair of rows of a neuron costs two looks at words.
//
// Fork (2 × 3). Rows i, i' of two neurons; in both rows a column only of the first, one only of
// the second, and one of both and no others: the third case of T2. And the same transposed.
//
// Others. All sets of up to 4 rows and 4 columns, or of 3 and 5, each restricted, reduced and
// looked up. Windows grow, so the first found is among the smallest.
#include "pattern/window/windows.hpp"

#include <vector>

#include "pattern/reduce/reduce.hpp"
#include "pattern/row_types.hpp"
#include "pattern/window/catalogue.hpp"

namespace isthmus {
namespace {

// For each row: the observed columns that exactly one, exactly two neurons cover, and the covered
// ones that are free or belong to more than one.
struct Coverage {
  std::vector<IndexSet> once, twice, other;
};

Coverage coverage(const PatternState& state) {
  const std::size_t rows = state.free.size();
  Coverage out{std::vector<IndexSet>(rows), std::vector<IndexSet>(rows),
               std::vector<IndexSet>(rows)};
  std::vector<IndexSet> any(rows), two(rows), three(rows);
  for (const Rectangle& neuron : state.neurons) {
    neuron.rows.for_each([&](std::size_t i) {
      three[i] |= two[i] & neuron.columns;
      two[i] |= any[i] & neuron.columns;
      any[i] |= neuron.columns;
    });
  }
  for (std::size_t i = 0; i < rows; ++i) {
    out.once[i] = (any[i] - two[i]) - state.free[i];
    out.twice[i] = (two[i] - three[i]) - state.free[i];
    out.other[i] = any[i] - out.once[i];
  }
  return out;
}

IndexSet pair_of(std::size_t a, std::size_t b) {
  IndexSet out;
  out.insert(a);
  out.insert(b);
  return out;
}

std::optional<Window> corner_of(const Coverage& cover, const Rectangle& neuron, Budget& budget) {
  for (const std::size_t low : neuron.rows.elements()) {
    const IndexSet shared = cover.other[low] & neuron.columns;
    const IndexSet alone = cover.once[low] & neuron.columns;
    if (shared.empty() || alone.empty()) continue;
    for (const std::size_t high : neuron.rows.elements()) {
      if (!budget.spend()) return std::nullopt;
      const std::size_t j = alone.least_common(cover.once[high]);
      const std::size_t j2 = shared.least_common(cover.once[high]);
      if (j != IndexSet::none && j2 != IndexSet::none) {
        return Window{pair_of(high, low), pair_of(j, j2)};
      }
    }
  }
  return std::nullopt;
}

std::optional<Window> find_corner(const PatternState& state, Budget& budget) {
  const Coverage cover = coverage(state);
  for (const Rectangle& neuron : state.neurons) {
    if (auto window = corner_of(cover, neuron, budget)) return window;
  }
  return std::nullopt;
}

std::optional<Window> fork_of(const Coverage& cover, const Rectangle& a, const Rectangle& b,
                              Budget& budget) {
  const IndexSet both = a.columns & b.columns;
  const std::vector<std::size_t> rows = (a.rows & b.rows).elements();
  for (std::size_t s = 0; s < rows.size(); ++s) {
    for (std::size_t t = 0; t < s; ++t) {
      if (!budget.spend()) return std::nullopt;
      const IndexSet once = cover.once[rows[s]] & cover.once[rows[t]];
      const std::size_t j1 = once.least_common(a.columns), j2 = once.least_common(b.columns);
      if (j1 == IndexSet::none || j2 == IndexSet::none) continue;
      const IndexSet shared = cover.twice[rows[s]] & cover.twice[rows[t]];
      const std::size_t j0 = shared.least_common(both);
      if (j0 == IndexSet::none) continue;
      Window out{pair_of(rows[s], rows[t]), pair_of(j1, j2)};
      out.columns.insert(j0);
      return out;
    }
  }
  return std::nullopt;
}

std::optional<Window> find_fork(const PatternState& state, Budget& budget) {
  const Coverage cover = coverage(state);
  for (std::size_t b = 0; b < state.neurons.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (!budget.spend()) return std::nullopt;
      const Rectangle &x = state.neurons[a], &y = state.neurons[b];
      if (!x.columns.meets(y.columns) || !x.rows.meets(y.rows)) continue;
      if (auto window = fork_of(cover, x, y, budget)) return window;
    }
  }
  return std::nullopt;
}

// The sets of so many elements of a list, in order, until visit says stop (true).
template <class Visit>
bool for_each_choice(const std::vector<std::size_t>& list, std::size_t size, Visit&& visit) {
  std::vector<std::size_t> at(size);
  for (std::size_t p = 0; p < size; ++p) at[p] = p;
  while (size <= list.size()) {
    IndexSet chosen;
    for (const std::size_t p : at) chosen.insert(list[p]);
    if (visit(chosen)) return true;
    std::size_t p = size;
    while (p > 0 && at[p - 1] == list.size() - size + p - 1) --p;
    if (p == 0) return false;
    ++at[p - 1];
    for (std::size_t q = p; q < size; ++q) at[q] = at[q - 1] + 1;
  }
  return false;
}

// The state cut down to a window, without the neurons that are not in it.
PatternState cut(const PatternState& state, const Window& window) {
  PatternState out{window.rows, window.columns, {}, std::vector<IndexSet>(state.free.size())};
  for (const Rectangle& neuron : state.neurons) {
    if (!neuron.rows.meets(window.rows) || !neuron.columns.meets(window.columns)) continue;
    out.neurons.push_back(
        {neuron.origin, neuron.rows & window.rows, neuron.columns & window.columns});
  }
  window.rows.for_each([&](std::size_t i) { out.free[i] = state.free[i] & window.columns; });
  return out;
}

bool is_forbidden(const PatternState& state, const Window& window) {
  const ReducedState reduced = reduce(cut(state, window));
  for (const PatternState* leaf : leaves(reduced)) {
    if (looks_not_closed(*leaf)) return true;
  }
  return false;
}

std::optional<Window> find_of_size(const PatternState& state, std::size_t rows, std::size_t columns,
                                   Budget& budget) {
  std::optional<Window> found;
  const auto column_list = state.columns.elements();
  for_each_choice(state.rows.elements(), rows, [&](const IndexSet& chosen_rows) {
    return for_each_choice(column_list, columns, [&](const IndexSet& chosen_columns) {
      if (!budget.spend(20 + state.neurons.size())) return true;
      const Window window{chosen_rows, chosen_columns};
      if (is_forbidden(state, window)) found = window;
      return found.has_value();
    });
  });
  return found;
}

std::optional<Window> transposed_back(const std::optional<Window>& window) {
  return window ? std::optional(Window{window->columns, window->rows}) : std::nullopt;
}

}  // namespace

std::optional<Window> find_window(const PatternState& state, Budget& budget) {
  if (auto window = find_corner(state, budget)) return window;
  if (auto window = find_fork(state, budget)) return window;
  if (auto window = transposed_back(find_fork(seen_by(state, Orientation::columns), budget))) {
    return window;
  }
  constexpr std::size_t sizes[][2] = {{2, 2}, {2, 3}, {3, 2}, {2, 4}, {4, 2}, {3, 3},
                                      {3, 4}, {4, 3}, {3, 5}, {5, 3}, {4, 4}};
  for (const auto& [rows, columns] : sizes) {
    if (auto window = find_of_size(state, rows, columns, budget)) return window;
  }
  return std::nullopt;
}

}  // namespace isthmus

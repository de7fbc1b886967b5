#include "pattern/witness/forms.hpp"

#include <utility>

namespace isthmus::pattern {

namespace {

using Factor = std::vector<std::vector<Laurent>>;

Factor transposed_factor(const Factor& factor, std::size_t columns) {
  Factor out(columns, std::vector<Laurent>(factor.size()));
  for (std::size_t i = 0; i < factor.size(); ++i) {
    for (std::size_t j = 0; j < columns; ++j) out[j][i] = factor[i][j];
  }
  return out;
}

IndexSet renamed_set(const IndexSet& set, const std::vector<std::size_t>& names) {
  IndexSet out;
  set.for_each([&](std::size_t index) { out.insert(names[index]); });
  return out;
}

// Positions in the increasing list `names`.
IndexSet numbered_set(const IndexSet& set, const std::vector<std::size_t>& names) {
  IndexSet out;
  for (std::size_t p = 0; p < names.size(); ++p) {
    if (set.contains(names[p])) out.insert(p);
  }
  return out;
}

/// Renames what a refutation is made of.
struct Naming {
  const std::vector<std::size_t>& names;

  void operator()(std::size_t& row) const { row = names[row]; }
  void operator()(std::vector<std::size_t>& rows) const {
    for (std::size_t& row : rows) (*this)(row);
  }
  void operator()(std::size_t& row, std::vector<Pivot>& pivots) const {
    (*this)(row);
    for (Pivot& pivot : pivots) (*this)(pivot.first);
  }
  void operator()(SpanStep& step) const { (*this)(step.row); }
  void operator()(RankStep& step) const { (*this)(step.rows); }
  void operator()(ExchangeStep& step) const { (*this)(step.row, step.pivots); }
  void operator()(EmptySpace&) const {}
  void operator()(OutsideSpan& end) const { (*this)(end.row, end.pivots); }
  void operator()(RankTooLarge& end) const { (*this)(end.rows); }
  void operator()(DependentSupport& end) const { (*this)(end.row); }
  void operator()(UnitIdeal&) const {}
};

}  // namespace

Witness blank_witness(const PatternState& state, std::size_t rows, std::size_t columns) {
  const std::size_t neurons = state.neurons.size();
  Witness out;
  out.limit = RationalMatrix(rows, columns);
  out.factors = {Factor(neurons, std::vector<Laurent>(columns)),
                 Factor(rows, std::vector<Laurent>(neurons))};
  out.window = state;
  return out;
}

Witness transposed(const Witness& witness) {
  const std::size_t rows = witness.limit.rows(), columns = witness.limit.cols();
  const std::size_t neurons = witness.factors.front().size();
  Witness out{RationalMatrix(columns, rows),
              {transposed_factor(witness.factors.back(), neurons),
               transposed_factor(witness.factors.front(), columns)},
              transposed(witness.window, columns),
              witness.side == Orientation::rows ? Orientation::columns : Orientation::rows,
              witness.refutation,
              witness.split};
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) out.limit(j, i) = witness.limit(i, j);
  }
  return out;
}

PatternState restricted(const PatternState& state, const IndexSet& rows, const IndexSet& columns) {
  PatternState out = state;
  out.rows &= rows;
  out.columns &= columns;
  for (Rectangle& neuron : out.neurons) {
    neuron.rows &= rows;
    neuron.columns &= columns;
  }
  for (std::size_t i = 0; i < out.free.size(); ++i) {
    if (out.rows.contains(i)) {
      out.free[i] &= columns;
    } else {
      out.free[i] = {};
    }
  }
  return out;
}

Numbered numbered(const PatternState& state) {
  Numbered out{{}, state.rows.elements(), state.columns.elements()};
  out.state.rows = IndexSet::below(out.rows.size());
  out.state.columns = IndexSet::below(out.columns.size());
  for (const Rectangle& neuron : state.neurons) {
    out.state.neurons.push_back({neuron.origin, numbered_set(neuron.rows, out.rows),
                                 numbered_set(neuron.columns, out.columns)});
  }
  for (const std::size_t i : out.rows) {
    out.state.free.push_back(numbered_set(state.free[i], out.columns));
  }
  return out;
}

Witness renamed(const Witness& small, const PatternState& state, const Numbered& numbers,
                std::size_t row_count, std::size_t column_count) {
  const auto& [numbered_state, rows, columns] = numbers;
  Witness out = blank_witness(state, row_count, column_count);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out.factors[1][rows[i]] = small.factors[1][i];
    for (std::size_t j = 0; j < columns.size(); ++j) {
      out.limit(rows[i], columns[j]) = small.limit(i, j);
    }
  }
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    for (std::size_t j = 0; j < columns.size(); ++j) {
      out.factors[0][k][columns[j]] = small.factors[0][k][j];
    }
  }
  out.window = restricted(state, renamed_set(small.window.rows, rows),
                          renamed_set(small.window.columns, columns));
  out.side = small.side;
  out.refutation = small.refutation;
  rename_rows(out.refutation, out.side == Orientation::rows ? rows : columns);
  return out;
}

void rename_rows(Refutation& tree, const std::vector<std::size_t>& names) {
  const Naming rename{names};
  for (RefutationStep& step : tree.steps) std::visit(rename, step);
  for (Contradiction& end : tree.end) std::visit(rename, end);
  if (tree.end.empty()) rename(tree.row);
  for (auto& [support, child] : tree.children) rename_rows(child, names);
}

}  // namespace isthmus::pattern

// Problem: a witness for one neuron R×C, or two, R_0×C_0 and R_1×C_1, without free entries, at
// once. Theorem T3 (Theory §9.3): one neuron with a free entry (c, d), and (i, j), (i, d), (c, j)
// observed, all in R×C. The limit e_id + e_cj comes from y = (ε, 1), x = (1, 1/ε). It is not
// attained: (i, j) = 0 makes row i or column j vanish. (A connected state with a free entry has
// such a one.) Theorem T2 (Theory §9.3): the set is closed unless R_0∩R_1 and C_0∩C_1 are not empty
// and
//   LU      some R_p \ R_q and C_p \ C_q are not empty, {p, q} = {0, 1}; or
//   fork    |R_0∩R_1| >= 2, and C_0 \ C_1 and C_1 \ C_0 are not empty; or
//   fork^T  the same of the transposed state.
// LU: rows i in R_p \ R_q and c common, columns j in C_p \ C_q and d common. Only p reaches (i, j),
// (i, d) and (c, j). The limit e_id + e_cj comes from y_p = (ε, 1), x_p = (1, 1/ε), and q puts
// (c, d) right with −1/ε. It is not attained: (i, j) = 0 makes row i or column j of p vanish.
// Fork: rows a, b common, columns j in C_0 \ C_1, d common, l in C_1 \ C_0. x_0 = e_d + ε e_j and
// x_1 = −e_d + ε e_l have the limit plane <e_d, e_j + e_l>; its basis is the limit. It is not
// attained, as that plane meets R^{C_0} and R^{C_1} only in <e_d>.
// Rejected: the random search, which finds the same windows, but not always the smallest ones.
#include <array>
#include <utility>

#include "pattern/witness/forms.hpp"
#include "pattern/witness/refuter.hpp"
#include "pattern/witness/search.hpp"

namespace isthmus::pattern {

namespace {

constexpr std::uint64_t refuter_steps = 10'000;  // the windows need far fewer

/// The rows (or columns) that two neurons have for themselves and in common.
struct Split {
  std::array<IndexSet, 2> own;
  IndexSet common;

  Split(const IndexSet& a, const IndexSet& b) : own{a - b, b - a}, common(a & b) {}
};

IndexSet set_of(const std::vector<std::size_t>& elements) {
  IndexSet out;
  for (const std::size_t x : elements) out.insert(x);
  return out;
}

/// Writes windows into witnesses of a state.
class Windows {
 public:
  Windows(const PatternState& state, std::size_t column_count)
      : state_(state),
        rows_(state.neurons[0].rows & state.rows, state.neurons[1].rows & state.rows),
        columns_(state.neurons[0].columns & state.columns,
                 state.neurons[1].columns & state.columns),
        column_count_(column_count) {}

  [[nodiscard]] std::optional<Witness> any() const {
    if (rows_.common.empty() || columns_.common.empty()) return std::nullopt;
    for (const std::size_t p : {0U, 1U}) {
      if (!rows_.own[p].empty() && !columns_.own[p].empty()) return lu(p);
    }
    if (rows_.common.size() < 2 || columns_.own[0].empty() || columns_.own[1].empty()) {
      return std::nullopt;
    }
    return fork();
  }

 private:
  [[nodiscard]] Witness blank(const std::vector<std::size_t>& rows,
                              const std::vector<std::size_t>& columns) const {
    Witness out = blank_witness(state_, state_.free.size(), column_count_);
    out.window = restricted(state_, set_of(rows), set_of(columns));
    return out;
  }

  [[nodiscard]] Witness lu(std::size_t p) const {
    const std::size_t q = 1 - p;
    const std::size_t i = rows_.own[p].least(), c = rows_.common.least();
    const std::size_t j = columns_.own[p].least(), d = columns_.common.least();
    Witness out = blank({i, c}, {j, d});
    out.limit(i, d) = out.limit(c, j) = 1;
    out.factors[0][p][j] = Laurent::monomial(1);
    out.factors[0][p][d] = Laurent::monomial(1, -1);
    out.factors[0][q][d] = Laurent::monomial(-1, -1);
    out.factors[1][i][p] = Laurent::monomial(1, 1);
    out.factors[1][c][p] = out.factors[1][c][q] = Laurent::monomial(1);
    return out;
  }

  [[nodiscard]] Witness fork() const {
    const std::size_t a = rows_.common.elements()[0], b = rows_.common.elements()[1];
    const std::size_t j = columns_.own[0].least(), d = columns_.common.least();
    const std::size_t l = columns_.own[1].least();
    Witness out = blank({a, b}, {j, d, l});
    out.limit(a, d) = out.limit(b, j) = out.limit(b, l) = 1;
    out.factors[0][0][d] = Laurent::monomial(1);
    out.factors[0][1][d] = Laurent::monomial(-1);
    out.factors[0][0][j] = out.factors[0][1][l] = Laurent::monomial(1, 1);
    out.factors[1][a][0] = Laurent::monomial(1);
    out.factors[1][b][0] = out.factors[1][b][1] = Laurent::monomial(1, -1);
    return out;
  }

  const PatternState& state_;
  Split rows_, columns_;
  std::size_t column_count_;
};

bool has_free_entries(const PatternState& state) {
  for (const Rectangle& neuron : state.neurons) {
    for (const std::size_t i : (neuron.rows & state.rows).elements()) {
      if (state.free[i].meets(neuron.columns & state.columns)) return true;
    }
  }
  return false;
}

// Calls visit(row, observed columns of the neuron there).
template <class Visit>
void for_each_row(const PatternState& state, const Rectangle& neuron, const Visit& visit) {
  (neuron.rows & state.rows).for_each([&](std::size_t i) {
    visit(i, (neuron.columns & state.columns) - state.free[i]);
  });
}

/// Where theorem T3 writes its limit: (i, j), (i, d), (c, j) are observed, (c, d) is free.
struct Corner {
  std::size_t i, c, j, d;
};

std::optional<Corner> free_corner(const PatternState& state) {
  std::optional<Corner> found;
  const Rectangle& neuron = state.neurons.front();
  for_each_row(state, neuron, [&](std::size_t c, const IndexSet& seen_by_c) {
    for_each_row(state, neuron, [&](std::size_t i, const IndexSet& seen_by_i) {
      const IndexSet both = seen_by_i & seen_by_c, more = seen_by_i - seen_by_c;
      if (!found && !both.empty() && !more.empty()) found = {i, c, both.least(), more.least()};
    });
  });
  return found;
}

// Refutes the limit on its window, by rows or by columns.
std::optional<Witness> refuted(std::optional<Witness> witness) {
  if (!witness) return std::nullopt;
  for (const Orientation side : {Orientation::rows, Orientation::columns}) {
    Budget budget(refuter_steps);
    auto tree = refute(witness->window, witness->limit, side, budget);
    if (!tree) continue;
    witness->side = side;
    witness->refutation = std::move(*tree);
    return witness;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Witness> one_neuron_witness(const PatternState& state, std::size_t column_count) {
  if (state.neurons.size() != 1) return std::nullopt;
  const auto corner = free_corner(state);
  if (!corner) return std::nullopt;
  const auto& [i, c, j, d] = *corner;
  Witness out = blank_witness(state, state.free.size(), column_count);
  out.window = restricted(state, set_of({i, c}), set_of({j, d}));
  out.limit(i, d) = out.limit(c, j) = 1;
  out.factors[0][0][j] = Laurent::monomial(1);
  out.factors[0][0][d] = Laurent::monomial(1, -1);
  out.factors[1][i][0] = Laurent::monomial(1, 1);
  out.factors[1][c][0] = Laurent::monomial(1);
  return refuted(std::move(out));
}

std::optional<Witness> two_neuron_witness(const PatternState& state, std::size_t column_count) {
  if (state.neurons.size() != 2 || has_free_entries(state)) return std::nullopt;
  auto found = Windows(state, column_count).any();
  if (!found) {
    const PatternState other = transposed(state, column_count);
    found = Windows(other, state.free.size()).any();
    if (found) found = transposed(*found);
  }
  return refuted(std::move(found));
}

}  // namespace isthmus::pattern

// Problem: lifting a witness over R3. The neurons of a linear block come back, their entries are
// observed again, and the product must tend to the limit there too.
// Theorem R3 (Theory §9.2): generic constant x_k span R^U for every row, U the observed columns
// that the block covers there. So choose constants and solve for y_i: what is missing is a Laurent
// vector, the matrix is constant, so the solution is Laurent, and the product is the limit exactly.
// Idea: only rows where something is missing count, and mostly few entries are. First give each
// neuron a unit vector, so that each missing entry of a row finds a neuron of its own; nothing has
// to be solved then. If that does not work out, draw small numbers.
// Complexity: missing entries × neurons; else an elimination for each row and draw.
#include "pattern/witness/linear_block.hpp"

#include <optional>
#include <utility>

#include "isthmus/error.hpp"
#include "pattern/witness/degenerate_family.hpp"

namespace isthmus::pattern {

namespace {

constexpr std::size_t draws = 200;

/// A row of the block: its neurons, the observed columns they cover, and what is missing there.
struct Gap {
  std::size_t row;
  std::vector<std::size_t> neurons;
  std::vector<std::size_t> columns;
  std::vector<Laurent> missing;  ///< for each of the columns
};

using Constants = std::vector<std::vector<Rational>>;  // x_k of each neuron of the state

class Block {
 public:
  Block(const PatternState& state, const std::vector<std::size_t>& block, Witness& witness)
      : state_(state), block_(block), witness_(witness) {
    state.rows.for_each([&](std::size_t i) { add_gap(i); });
  }

  void fill() {
    if (gaps_.empty() || fill_with_units()) return;
    RandomBits bits(1);
    for (std::size_t draw = 0; draw < draws; ++draw) {
      if (solve_all(drawn(static_cast<int>(2 + draw / 20), bits))) return;
    }
    throw limit_error("no constants were found that lift a witness over a linear block",
                      "report this pattern");
  }

 private:
  void add_gap(std::size_t i) {
    Gap gap{i, {}, {}, {}};
    IndexSet columns;
    for (const std::size_t k : block_) {
      if (!state_.neurons[k].rows.contains(i)) continue;
      gap.neurons.push_back(k);
      columns |= state_.neurons[k].columns;
    }
    columns &= state_.columns;
    columns -= state_.free[i];
    bool any = false;
    columns.for_each([&](std::size_t j) {
      gap.columns.push_back(j);
      gap.missing.push_back(missing(i, j));
      any = any || !gap.missing.back().is_zero();
    });
    if (any) gaps_.push_back(std::move(gap));
  }

  [[nodiscard]] Laurent missing(std::size_t i, std::size_t j) const {
    Laurent out = Laurent::monomial(witness_.limit(i, j));
    for (std::size_t k = 0; k < state_.neurons.size(); ++k) {
      const Laurent &y = witness_.factors[1][i][k], &x = witness_.factors[0][k][j];
      if (!y.is_zero() && !x.is_zero()) out -= y * x;
    }
    return out;
  }

  // --- unit vectors ---

  bool fill_with_units() {
    std::vector<std::optional<std::size_t>> column_of(state_.neurons.size());
    std::vector<std::pair<const Gap*, std::vector<std::size_t>>> choices;
    for (const Gap& gap : gaps_) {
      std::vector<std::size_t> chosen;
      for (std::size_t c = 0; c < gap.columns.size(); ++c) {
        if (gap.missing[c].is_zero()) continue;
        const auto neuron = unit_for(gap, gap.columns[c], column_of);
        if (!neuron) return false;
        chosen.push_back(*neuron);
      }
      choices.emplace_back(&gap, std::move(chosen));
    }
    for (const auto& [gap, chosen] : choices) use_units(*gap, chosen);
    for (std::size_t k = 0; k < column_of.size(); ++k) {
      if (column_of[k]) witness_.factors[0][k][*column_of[k]] = Laurent::monomial(1);
    }
    return true;
  }

  // A neuron of the row whose vector is the unit of `column`, or can still become it.
  [[nodiscard]] std::optional<std::size_t> unit_for(
      const Gap& gap, std::size_t column,
      std::vector<std::optional<std::size_t>>& column_of) const {
    std::optional<std::size_t> open;
    for (const std::size_t k : gap.neurons) {
      if (column_of[k] == column) return k;
      if (!column_of[k] && !open && state_.neurons[k].columns.contains(column)) open = k;
    }
    if (open) column_of[*open] = column;
    return open;
  }

  void use_units(const Gap& gap, const std::vector<std::size_t>& chosen) {
    std::size_t next = 0;
    for (const Laurent& missing : gap.missing) {
      if (!missing.is_zero()) witness_.factors[1][gap.row][chosen[next++]] = missing;
    }
  }

  // --- drawn vectors ---

  [[nodiscard]] Constants drawn(int bound, RandomBits& bits) const {
    Constants out(state_.neurons.size());
    for (const std::size_t k : block_) {
      out[k].resize(witness_.limit.cols());
      (state_.neurons[k].columns & state_.columns).for_each([&](std::size_t j) {
        out[k][j] = static_cast<int>(below(static_cast<std::size_t>(2 * bound + 1), bits)) - bound;
      });
    }
    return out;
  }

  bool solve_all(const Constants& x) {
    std::vector<std::vector<Laurent>> solutions;
    for (const Gap& gap : gaps_) {
      auto y = solve(gap, x);
      if (!y) return false;
      solutions.push_back(std::move(*y));
    }
    for (std::size_t g = 0; g < gaps_.size(); ++g) {
      for (std::size_t t = 0; t < gaps_[g].neurons.size(); ++t) {
        witness_.factors[1][gaps_[g].row][gaps_[g].neurons[t]] = solutions[g][t];
      }
    }
    for (const std::size_t k : block_) {
      for (std::size_t j = 0; j < x[k].size(); ++j) {
        witness_.factors[0][k][j] = Laurent::monomial(x[k][j]);
      }
    }
    return true;
  }

  // y with Σ y_t x_t = missing at all columns of the gap; nothing if there is none.
  [[nodiscard]] static std::optional<std::vector<Laurent>> solve(const Gap& gap,
                                                                 const Constants& x) {
    std::vector<std::vector<Rational>> rows;
    for (const std::size_t j : gap.columns) {
      rows.emplace_back();
      for (const std::size_t k : gap.neurons) rows.back().push_back(x[k][j]);
    }
    std::vector<Laurent> right = gap.missing;
    std::vector<Laurent> y(gap.neurons.size());
    std::vector<std::size_t> pivots;
    for (std::size_t t = 0; t < y.size(); ++t) {
      if (eliminate(rows, right, pivots.size(), t)) pivots.push_back(t);
    }
    for (std::size_t r = pivots.size(); r < right.size(); ++r) {
      if (!right[r].is_zero()) return std::nullopt;
    }
    for (std::size_t r = 0; r < pivots.size(); ++r) y[pivots[r]] = std::move(right[r]);
    return y;
  }

  // Gauss–Jordan: column t with its pivot in row r; false if there is none from r on.
  static bool eliminate(std::vector<std::vector<Rational>>& rows, std::vector<Laurent>& right,
                        std::size_t r, std::size_t t) {
    std::size_t p = r;
    while (p < rows.size() && rows[p][t] == 0) ++p;
    if (p == rows.size()) return false;
    std::swap(rows[r], rows[p]);
    std::swap(right[r], right[p]);
    const Rational scale = 1 / rows[r][t];
    for (Rational& a : rows[r]) a *= scale;
    right[r] = scale * right[r];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Rational factor = rows[i][t];
      if (i == r || factor == 0) continue;
      for (std::size_t s = 0; s < rows[i].size(); ++s) rows[i][s] -= factor * rows[r][s];
      right[i].add_multiple(-factor, right[r]);
    }
    return true;
  }

  const PatternState& state_;
  const std::vector<std::size_t>& block_;
  Witness& witness_;
  std::vector<Gap> gaps_;  // rows where something is missing
};

}  // namespace

void fill_linear_block(const PatternState& state, const std::vector<std::size_t>& block,
                       Witness& witness) {
  Block(state, block, witness).fill();
}

}  // namespace isthmus::pattern

// Problem: find a matrix A in the closure of S(state), but not in S(state), and show both.
// Idea: rows of A lie in the limits T_i of span(x_k(ε) : k in K_i), and every choice of a_i in T_i
// is a limit (curve selection: the closure is the union over all families x(ε) of Π T_i). So draw
// families that degenerate, compute the T_i by saturation, with the coefficients of the
// combinations as y_ik(ε), and take small vectors of the T_i. Only limits with a row outside
// span(x_k(0)) can fail to be attained; those are given to the refuter, by rows and by columns.
// Batches of trials are sorted, sparsest limit first, as those have short refutations.
// At last rows and columns that the refutation can do without leave the window.
// Complexity: per trial, a saturation for each type of row; a limit refuted costs the steps
// allowed. Source: Theory §9. Rejected: a Gröbner basis for each limit, which is slower by orders
// of magnitude and leaves nothing that a small checker could follow.
#include "pattern/witness/search.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "pattern/witness/degenerate_family.hpp"
#include "pattern/witness/forms.hpp"
#include "pattern/witness/refuter.hpp"

namespace isthmus::pattern {

namespace {

constexpr std::size_t batch = 40;  // trials that are sorted together
constexpr std::uint64_t trial_cost = 1000;

using Values = std::vector<int>;
const std::array<Values, 4> factors{Values{0, 1}, {0, 1, -1}, {1, 1, 2, -1}, {0, 0, 1}};

Laurent laurent(const Vector<CheckedInteger>& moving_entry_by_degree, int sign_of_exponent) {
  Laurent out;
  for (std::size_t e = 0; e < moving_entry_by_degree.size(); ++e) {
    out += Laurent::monomial(Rational(moving_entry_by_degree[e].value()),
                             sign_of_exponent * static_cast<int>(e));
  }
  return out;
}

/// A limit drawn for a numbered state, seen by its rows.
struct Draw {
  Witness witness;
  std::size_t nonzeros = 0;
};

/// Draws limits of a numbered state.
class Drawer {
 public:
  explicit Drawer(const PatternState& state)
      : state_(state), columns_(state.columns.size()), rows_(state.rows.size()) {
    for (const Rectangle& neuron : state.neurons) reach_.push_back(neuron.columns);
    for (std::size_t i = 0; i < rows_; ++i) {
      std::vector<std::size_t> used;
      for (std::size_t k = 0; k < state.neurons.size(); ++k) {
        if (state.neurons[k].rows.contains(i)) used.push_back(k);
      }
      neurons_.push_back(std::move(used));
    }
  }

  /// Nothing if the limit is attained at ε = 0 or a number grew too long.
  [[nodiscard]] std::optional<Draw> draw(RandomBits& bits) const {
    try {
      return try_draw(bits);
    } catch (const Overflow&) {
      return std::nullopt;
    }
  }

 private:
  // x_k at the observed columns of a row.
  [[nodiscard]] MovingVector observed(const MovingVector& x, const IndexSet& free) const {
    MovingVector out = x;
    for (auto& coefficient : out) {
      free.for_each([&](std::size_t j) { coefficient[j] = CheckedInteger(0); });
    }
    return out;
  }

  [[nodiscard]] std::vector<LimitVector> limits(const std::vector<MovingVector>& family,
                                                std::size_t row) const {
    std::vector<MovingVector> moving;
    for (const std::size_t k : neurons_[row]) {
      moving.push_back(observed(family[k], state_.free[row]));
    }
    return limit_span(moving);
  }

  [[nodiscard]] bool is_attained(const std::vector<MovingVector>& family, std::size_t row,
                                 const Vector<CheckedInteger>& limit) const {
    Subspace<CheckedInteger> span(columns_);
    for (const std::size_t k : neurons_[row]) {
      span.add(observed(family[k], state_.free[row]).front());
    }
    return span.contains(limit);
  }

  // Fills in row `row` of the limit and of Y; false if ε = 0 attains it.
  bool fill_row(Witness& out, const std::vector<MovingVector>& family, std::size_t row,
                const std::vector<LimitVector>& basis, const Values& values,
                RandomBits& bits) const {
    Vector<CheckedInteger> limit(columns_);
    for (const LimitVector& b : basis) {
      const CheckedInteger factor(values[below(values.size(), bits)]);
      for (std::size_t j = 0; j < columns_; ++j) limit[j] = limit[j] + factor * b.value[j];
      for (std::size_t t = 0; t < neurons_[row].size(); ++t) {
        out.factors[1][row][neurons_[row][t]].add_multiple(Rational(factor.value()),
                                                           laurent(b.coefficients[t], -1));
      }
    }
    for (std::size_t j = 0; j < columns_; ++j) out.limit(row, j) = Rational(limit[j].value());
    return !is_attained(family, row, limit);
  }

  [[nodiscard]] std::optional<Draw> try_draw(RandomBits& bits) const {
    const auto family = degenerate_family(reach_, columns_, bits);
    const Values& values = factors[below(factors.size(), bits)];
    std::map<std::pair<std::vector<std::size_t>, IndexSet>, std::vector<LimitVector>> known;
    Draw out{blank_witness(state_, rows_, columns_), 0};
    bool degenerate = false;
    for (std::size_t i = 0; i < rows_; ++i) {
      const auto [place, is_new] = known.try_emplace({neurons_[i], state_.free[i]});
      if (is_new) place->second = limits(family, i);
      if (fill_row(out.witness, family, i, place->second, values, bits)) degenerate = true;
    }
    if (!degenerate) return std::nullopt;
    fill_x(out.witness, family);
    out.nonzeros = nonzeros(out.witness.limit);
    return out;
  }

  void fill_x(Witness& out, const std::vector<MovingVector>& family) const {
    for (std::size_t k = 0; k < family.size(); ++k) {
      for (std::size_t j = 0; j < columns_; ++j) {
        Vector<CheckedInteger> by_degree;
        for (const auto& coefficient : family[k]) by_degree.push_back(coefficient[j]);
        out.factors[0][k][j] = laurent(by_degree, 1);
      }
    }
  }

  [[nodiscard]] static std::size_t nonzeros(const RationalMatrix& a) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.cols(); ++j) count += a(i, j) != 0 ? 1 : 0;
    }
    return count;
  }

  const PatternState& state_;
  std::size_t columns_, rows_;
  std::vector<IndexSet> reach_;
  std::vector<std::vector<std::size_t>> neurons_;  // K_i
};

class Search {
 public:
  Search(const PatternState& state, const WitnessOptions& options, Budget& budget)
      : state_(state),
        transposed_(transposed(state, state.columns.size())),
        options_(options),
        budget_(budget) {}

  std::optional<Witness> run() {
    const Drawer by_rows(state_), by_columns(transposed_);
    for (std::size_t trial = 0; trial < options_.trials; trial += batch) {
      std::vector<Draw> draws;
      for (std::size_t t = trial; t < std::min(trial + batch, options_.trials); ++t) {
        if (!budget_.spend(trial_cost)) return std::nullopt;
        take(by_rows, 2 * t, draws);
        take(by_columns, 2 * t + 1, draws);
      }
      if (auto found = first_refuted(draws)) return smallest_window(std::move(*found));
    }
    return std::nullopt;
  }

 private:
  void take(const Drawer& drawer, std::size_t stream, std::vector<Draw>& draws) {
    RandomBits bits = RandomBits::stream(options_.seed, stream);
    auto drawn = drawer.draw(bits);
    if (!drawn) return;
    if (stream % 2 != 0) drawn->witness = transposed(drawn->witness);
    if (seen_.insert(key(drawn->witness.limit)).second) draws.push_back(std::move(*drawn));
  }

  [[nodiscard]] static std::vector<Rational> key(const RationalMatrix& a) {
    std::vector<Rational> out;
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.cols(); ++j) out.push_back(a(i, j));
    }
    return out;
  }

  std::optional<Witness> first_refuted(std::vector<Draw>& draws) {
    std::stable_sort(draws.begin(), draws.end(),
                     [](const Draw& a, const Draw& b) { return a.nonzeros < b.nonzeros; });
    for (Draw& drawn : draws) {
      if (refute_window(drawn.witness, state_)) return std::move(drawn.witness);
    }
    return std::nullopt;
  }

  // Refutes the limit on this window by the side that has the shorter tree.
  bool refute_window(Witness& witness, const PatternState& window) const {
    bool found = false;
    for (const Orientation side : {Orientation::rows, Orientation::columns}) {
      Budget budget(options_.refuter_steps);
      auto tree = refute(window, witness.limit, side, budget);
      if (!tree || (found && size_of(*tree) >= size_of(witness.refutation))) continue;
      witness.window = window;
      witness.side = side;
      witness.refutation = std::move(*tree);
      found = true;
    }
    return found;
  }

  Witness smallest_window(Witness witness) const {
    for (const std::size_t i : witness.window.rows.elements()) {
      IndexSet rows = witness.window.rows;
      rows.erase(i);
      refute_window(witness, restricted(witness.window, rows, witness.window.columns));
    }
    for (const std::size_t j : witness.window.columns.elements()) {
      IndexSet columns = witness.window.columns;
      columns.erase(j);
      refute_window(witness, restricted(witness.window, witness.window.rows, columns));
    }
    return witness;
  }

  const PatternState& state_;
  PatternState transposed_;
  const WitnessOptions& options_;
  Budget& budget_;
  std::set<std::vector<Rational>> seen_;  // limits that were drawn
};

}  // namespace

std::optional<Witness> find_witness(const PatternState& state, const WitnessOptions& options,
                                    Budget& budget) {
  const Numbered small = numbered(state);
  auto found = two_neuron_witness(small.state, small.columns.size());
  if (!found) found = Search(small.state, options, budget).run();
  if (!found) return std::nullopt;
  return renamed(*found, state, small, state.free.size(), options.column_count);
}

}  // namespace isthmus::pattern

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
// of magnitude and leaves nothing that a small checker could follow; it is there as a last resort.
#include "pattern/witness/search.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "pattern/witness/forms.hpp"
#include "pattern/witness/limit_drawer.hpp"
#include "pattern/witness/refuter.hpp"

namespace isthmus::pattern {

namespace {

constexpr std::size_t batch = 40;  // trials that are sorted together
constexpr std::uint64_t trial_cost = 1000;
constexpr std::size_t last_limits = 500; // the shortest ones, kept for the last resort

class Search {
 public:
  Search(const PatternState& state, const WitnessOptions& options, Budget& budget)
      : state_(state),
        transposed_(transposed(state, state.columns.size())),
        options_(options),
        budget_(budget) {}

  std::optional<Witness> run() {
    const LimitDrawer by_rows(state_), by_columns(transposed_);
    for (std::size_t trial = 0; trial < options_.trials; trial += batch) {
      std::vector<Draw> draws;
      for (std::size_t t = trial; t < std::min(trial + batch, options_.trials); ++t) {
        if (!budget_.spend(trial_cost)) return std::nullopt;
        take(by_rows, 2 * t, draws);
        take(by_columns, 2 * t + 1, draws);
      }
      if (auto found = first_refuted(draws)) return smallest_window(std::move(*found));
      if (options_.has_unit_ideal) keep_shortest(draws);
    }
    return last_resort();
  }

 private:
  void take(const LimitDrawer& drawer, std::size_t stream, std::vector<Draw>& draws) {
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
                     [](const Draw& a, const Draw& b) { return a.length < b.length; });
    for (Draw& drawn : draws) {
      if (refute_window(drawn.witness, state_)) return std::move(drawn.witness);
    }
    return std::nullopt;
  }

  void keep_shortest(std::vector<Draw>& draws) {
    std::move(draws.begin(), draws.end(), std::back_inserter(open_));
    std::stable_sort(open_.begin(), open_.end(),
                     [](const Draw& a, const Draw& b) { return a.length < b.length; });
    if (open_.size() > last_limits) open_.resize(last_limits);
  }

  std::optional<Witness> last_resort() {
    for (Draw& drawn : open_) {
      if (!options_.has_unit_ideal(state_, drawn.witness.limit)) continue;
      drawn.witness.window = state_;
      drawn.witness.refutation.end = {UnitIdeal{}};
      return std::move(drawn.witness);
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
  std::vector<Draw> open_;                // and not refuted, if there is a last resort
};

}  // namespace

std::optional<Witness> find_witness(const PatternState& state, const WitnessOptions& options,
                                    Budget& budget) {
  const Numbered small = numbered(state);
  auto found = one_neuron_witness(small.state, small.columns.size());
  if (!found) found = two_neuron_witness(small.state, small.columns.size());
  if (!found) found = Search(small.state, options, budget).run();
  if (!found) return std::nullopt;
  return renamed(*found, state, small, state.free.size(), options.column_count);
}

}  // namespace isthmus::pattern

// The order of the stages: what is quick and often enough comes first.
//
// A state that the theorems leave open is mostly not closed, and then a window of it or a few dozen
// degenerating families show it; charts take longer and settle the rest but a few; the long search
// is for those. A window is handed to the search as a state of its own: its witness, reduced and
// lifted, is one of the whole leaf, as it is 0 elsewhere (R6).
#include "pattern/decide/leaves.hpp"

#include <utility>

#include "isthmus/pattern/charts.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/window/windows.hpp"
#include "pattern/witness/forms.hpp"
#include "pattern/witness/lift.hpp"
#include "pattern/witness/search.hpp"

namespace isthmus {
namespace {

constexpr std::size_t short_trials = 150;
// Larger states are searched only in their windows: a family of them would cost too much.
constexpr std::size_t searched_rows = 12, searched_neurons = 10;

pattern::WitnessOptions witness_options(const DecideOptions& options, std::size_t column_count,
                                        std::size_t trials) {
  return {options.seed, trials, options.refuter_steps, column_count};
}

bool is_small(const PatternState& state) {
  return state.rows.size() <= searched_rows && state.columns.size() <= searched_rows &&
         state.neurons.size() <= searched_neurons;
}

std::optional<Witness> witness_in_window(const PatternState& leaf, std::size_t column_count,
                                         const DecideOptions& options, Budget& budget) {
  Budget window_budget(options.window_steps);
  const auto window = find_window(leaf, window_budget);
  if (!window) return std::nullopt;
  const PatternState cut = pattern::restricted(leaf, window->rows, window->columns);
  return pattern::find_lifted_witness(
      cut, reduce(cut), witness_options(options, column_count, options.trials), budget);
}

class Stages {
 public:
  Stages(const std::vector<const PatternState*>& leaves, std::size_t column_count,
         const DecideOptions& options, Budget& budget)
      : leaves_(leaves), column_count_(column_count), options_(options), budget_(budget) {
    out_.rules.resize(leaves.size());
  }

  LeafDecision run() {
    Budget rule_budget(options_.rule_steps);
    prove([&](const PatternState& leaf) { return combinatorial_rule(leaf, rule_budget); });
    refute([&](const PatternState& leaf) { return quick_witness(leaf); });
    prove([&](const PatternState& leaf) { return chart_rule(leaf); });
    refute([&](const PatternState& leaf) { return searched(leaf, options_.trials); });
    return std::move(out_);
  }

 private:
  template <class Search>
  void prove(Search&& search) {
    for (std::size_t at = 0; at < leaves_.size() && !out_.witness; ++at) {
      if (!out_.rules[at] && !budget_.exhausted()) out_.rules[at] = search(*leaves_[at]);
    }
  }

  template <class Search>
  void refute(Search&& search) {
    for (std::size_t at = 0; at < leaves_.size() && !out_.witness; ++at) {
      if (out_.rules[at] || budget_.exhausted()) continue;
      out_.witness = search(*leaves_[at]);
      if (out_.witness) out_.refuted = at;
    }
  }

  [[nodiscard]] std::optional<Witness> searched(const PatternState& leaf, std::size_t trials) {
    if (!is_small(leaf)) return std::nullopt;
    return pattern::find_witness(leaf, witness_options(options_, column_count_, trials), budget_);
  }

  [[nodiscard]] std::optional<Witness> quick_witness(const PatternState& leaf) {
    return witness_of_leaf(leaf, column_count_, short_trials, options_, budget_);
  }

  [[nodiscard]] std::optional<ClosedRule> chart_rule(const PatternState& leaf) const {
    if (options_.chart_steps == 0 || !is_small(leaf)) return std::nullopt;
    ChartOptions options;
    options.seed = options_.seed;
    options.budget = Budget(options_.chart_steps);
    auto tree = prove_by_charts(leaf, options).tree;
    if (!tree) return std::nullopt;
    return ClosedRule(std::move(*tree));
  }

  const std::vector<const PatternState*>& leaves_;
  std::size_t column_count_;
  const DecideOptions& options_;
  Budget& budget_;
  LeafDecision out_;
};

}  // namespace

LeafDecision decide_leaves(const std::vector<const PatternState*>& leaves, std::size_t column_count,
                           const DecideOptions& options, Budget& budget) {
  return Stages(leaves, column_count, options, budget).run();
}

std::optional<Witness> witness_of_leaf(const PatternState& leaf, std::size_t column_count,
                                       std::size_t trials, const DecideOptions& options,
                                       Budget& budget) {
  if (auto witness = witness_in_window(leaf, column_count, options, budget)) return witness;
  if (!is_small(leaf)) return std::nullopt;
  return pattern::find_witness(leaf, witness_options(options, column_count, trials), budget);
}

}  // namespace isthmus

// The order of the stages: what is quick and often enough comes first.
//
// A state that the theorems leave open is mostly not closed, and then a window of it or a few dozen
// degenerating families show it; charts take longer and settle the rest but a few: by a tree, or by
// a case without a chart that holds a limit which is not attained. The long search is for those
// left. A window is handed to the search as a state of its own: its witness, reduced and lifted, is
// one of the whole leaf, as it is 0 elsewhere (R6).
#include "pattern/decide/leaves.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/pattern/charts.hpp"
#include "pattern/charts/suspect.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/window/windows.hpp"
#include "pattern/witness/forms.hpp"
#include "pattern/witness/lift.hpp"
#include "pattern/witness/search.hpp"

namespace isthmus {
namespace {

constexpr std::size_t short_trials = 150;
constexpr std::uint64_t chart_attempts = 4;
// Larger states are searched only in their windows: a family of them would cost too much.
constexpr std::size_t searched_rows = 12, searched_neurons = 10;

pattern::WitnessOptions witness_options(const DecideOptions& options, std::size_t column_count,
                                        std::size_t trials) {
  return {options.seed, trials, options.refuter_steps, column_count, {}};
}

bool is_small(const PatternState& state) {
  return state.rows.size() <= searched_rows && state.columns.size() <= searched_rows &&
         state.neurons.size() <= searched_neurons;
}

using Tried = std::vector<std::string>;

void note(Tried& tried, const std::string& what) {
  if (std::find(tried.begin(), tried.end(), what) == tried.end()) tried.push_back(what);
}

std::optional<Witness> witness_in_window(const PatternState& leaf, std::size_t column_count,
                                         const DecideOptions& options, Budget& budget,
                                         Tried& tried) {
  Budget window_budget(options.window_steps);
  const auto window = find_window(leaf, window_budget);
  if (!window) {
    note(tried, window_budget.exhausted()
                    ? "forbidden windows: " + window_budget.reason()
                    : std::string("all windows up to 3 × 5, 5 × 3 and 4 × 4"));
    return std::nullopt;
  }
  const PatternState cut = pattern::restricted(leaf, window->rows, window->columns);
  auto out = pattern::find_lifted_witness(
      cut, reduce(cut), witness_options(options, column_count, options.trials), budget);
  if (!out) note(tried, "a window that looks not closed, but no witness of it was found");
  return out;
}

// `last`: nothing comes after it, so the last resort is asked.
std::optional<Witness> searched(const PatternState& leaf, std::size_t column_count,
                                std::size_t trials, const DecideOptions& options, Budget& budget,
                                Tried& tried, bool last = false) {
  if (!is_small(leaf)) {
    note(tried, "no search for limits: more than 12 rows or columns, or 10 neurons, are left");
    return std::nullopt;
  }
  pattern::WitnessOptions how = witness_options(options, column_count, trials);
  if (last) how.has_unit_ideal = options.has_unit_ideal;
  auto out = pattern::find_witness(leaf, how, budget);
  if (!out) note(tried, std::to_string(trials) + " degenerating families by rows and by columns");
  return out;
}

class Stages {
 public:
  Stages(const PatternState& state, const std::vector<const PatternState*>& leaves,
         std::size_t column_count, const DecideOptions& options, Budget& budget)
      : state_(state),
        leaves_(leaves),
        column_count_(column_count),
        options_(options),
        budget_(budget) {
    out_.rules.resize(leaves.size());
  }

  LeafDecision run() {
    Budget rule_budget(options_.rule_steps);
    note(out_.tried, "theorems T2, T3, T11, T12, T13");
    prove([&](const PatternState& leaf) { return combinatorial_rule(leaf, rule_budget); });
    refute([&](const PatternState& leaf, std::size_t) {
      return witness_of_leaf(leaf, column_count_, options_, budget_, out_.tried);
    });
    prove([&](const PatternState& leaf) { return chart_rule(leaf); });
    refute([&](const PatternState& leaf, std::size_t at) { return suspected(leaf, *leaves_[at]); });
    refute([&](const PatternState& leaf, std::size_t) {
      return searched(leaf, column_count_, options_.trials, options_, budget_, out_.tried, true);
    });
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
      out_.witness = search(pattern::leaf_within(state_, *leaves_[at]), at);
      if (out_.witness) out_.refuted = at;
    }
  }

  // A case without a chart ends an attempt soon; another has other cases.
  [[nodiscard]] std::optional<ClosedRule> chart_rule(const PatternState& leaf) {
    if (options_.chart_steps == 0 || !is_small(leaf)) return std::nullopt;
    for (std::uint64_t attempt = 0; attempt < chart_attempts; ++attempt) {
      ChartOptions options;
      options.seed = options_.seed + attempt;
      options.budget = Budget(options_.chart_steps);
      ChartSearch search = prove_by_charts(leaf, options);
      if (search.tree) return ClosedRule(std::move(*search.tree));
      note(out_.tried, "charts (T14): " + search.reason);
      if (search.suspect) suspects_.emplace_back(&leaf, std::move(*search.suspect));
    }
    return std::nullopt;
  }

  // `proved` is the leaf that was given to the charts.
  [[nodiscard]] std::optional<Witness> suspected(const PatternState& leaf,
                                                 const PatternState& proved) {
    for (const auto& [of, suspect] : suspects_) {
      if (of != &proved) continue;
      Budget refuter_budget(options_.refuter_steps);
      if (auto out = refuted_suspect(leaf, suspect, column_count_, refuter_budget)) return out;
    }
    return std::nullopt;
  }

  const PatternState& state_;
  const std::vector<const PatternState*>& leaves_;
  std::size_t column_count_;
  const DecideOptions& options_;
  Budget& budget_;
  LeafDecision out_;
  std::vector<std::pair<const PatternState*, ChartSuspect>> suspects_;
};

}  // namespace

LeafDecision decide_leaves(const PatternState& state,
                           const std::vector<const PatternState*>& leaves, std::size_t column_count,
                           const DecideOptions& options, Budget& budget) {
  return Stages(state, leaves, column_count, options, budget).run();
}

std::optional<Witness> witness_of_leaf(const PatternState& leaf, std::size_t column_count,
                                       const DecideOptions& options, Budget& budget, Tried& tried) {
  if (auto out = witness_in_window(leaf, column_count, options, budget, tried)) return out;
  const std::size_t trials = std::min(short_trials, options.trials);
  return searched(leaf, column_count, trials, options, budget, tried);
}

}  // namespace isthmus

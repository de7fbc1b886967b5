// A proof by charts: a case split in which every case ends in a chart.
//
// Problem. Show that every matrix on the observed entries of a state is attained.
//
// Idea. Draw many charts for a case and keep the one whose denominators are simplest. Its guards,
// the irreducible factors of the denominators that may vanish, are split on one by one: where the
// guard vanishes a smaller case is left, solved for one entry (chart_case_flint.cpp); where none
// vanishes the chart holds. A guard h·v + q is solved for v only where h is known not to vanish;
// otherwise h is split on first. A case also tries what its ancestors chose: a good plan mostly
// stays good.
//
// Invariant: the steps so far and the open cases, the topmost of which comes next, cover all
// matrices. Each equation takes away one variable, so that every branch ends, but the number of
// cases is exponential in the number of entries at worst: the budget counts charts drawn.
// Source: Theory §9 (T14). Rejected: parametrising "h = 0 and q = 0" at once: the cases are
// smaller, but more, and the tree is no longer a tree of single conditions.
#include <algorithm>
#include <memory>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

#include "isthmus/error.hpp"
#include "pattern/charts/approach_flint.hpp"
#include "pattern/charts/chart_minors.hpp"
#include "pattern/charts/chart_search.hpp"
#include "pattern/charts/chart_trial_flint.hpp"
#include "pattern/charts/solve_flint.hpp"

namespace isthmus {
namespace {

// A condition to split on and the variable that it is solved for.
struct Condition {
  Polynomial polynomial;
  std::size_t variable;
  std::size_t cost;
};

// A candidate seen from the case: with its guards still in doubt.
struct Choice {
  Orientation side;
  Candidate candidate;
  std::vector<Polynomial> guards;
  std::size_t cost;
  std::uint64_t seed;
};

struct OpenCase {
  ChartCase chart_case;
  std::vector<ChartStep> prelude;  // steps that belong before it
  bool empty = false;
  std::vector<std::uint64_t> seeds;  // that its ancestors chose
  std::optional<Choice> choice;
  std::shared_ptr<const Approach> approach;  // the chart nearest above, a guard of which vanishes
};

// Variables in the order in which they are solved for, if all else is equal: those in rows and
// columns of many neurons first, which leaves the special rows and columns as they are.
std::vector<std::size_t> elimination_order(const PatternState& state, const EntryTable& table) {
  const auto key = [&](std::size_t v) {
    const auto [row, column] = table[v];
    int in_row = 0, in_column = 0;
    for (const Rectangle& neuron : state.neurons) {
      in_row += neuron.rows.contains(row) ? 1 : 0;
      in_column += neuron.columns.contains(column) ? 1 : 0;
    }
    return std::tuple(-in_row, row, -in_column, column);
  };
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

class ChartFinder {
 public:
  ChartFinder(const PatternState& state, ChartOptions options)
      : options_(std::move(options)),
        random_(options_.seed),
        rows_(chart_frame(state, Orientation::rows)),
        columns_(chart_frame(state, Orientation::columns)),
        table_(rows_),
        ring_(table_.size()),
        minors_(vanishing_minors(state)) {
    order_ = elimination_order(state, table_);
  }

  ChartSearch run() {
    open_.push_back({ChartCase(table_, ring_), {}, false, {}, {}, {}});
    while (!open_.empty()) {
      OpenCase now = std::move(open_.back());
      open_.pop_back();
      for (ChartStep& step : now.prelude) steps_.push_back(std::move(step));
      if (now.empty || cut_by_minor(now)) continue;
      if (!now.choice) now.choice = best_chart(now);
      if (!now.choice) return failure(now);
      advance(std::move(now));
    }
    return {ChartTree{std::move(steps_)}, {}, ""};
  }

 private:
  // ---- what limits fulfil -----------------------------------------------------------------------

  // If a minor that vanishes for all limits does not do so on all of the case, leaves the case out
  // or splits on a factor of the minor; else false.
  bool cut_by_minor(OpenCase& now) {
    if (minors_.empty()) return false;
    const CaseFrame frame(rows_, table_, now.chart_case, ring_);
    std::optional<Condition> next;
    for (const OutsideCase& block : minors_) {
      const CaseMinor minor = case_minor(frame, block.rows, block.columns);
      if (minor.numerator.is_zero()) continue;
      const std::vector<Polynomial> factors = now.chart_case.doubtful(minor.numerator);
      if (factors.empty()) return leave_out(now.chart_case, block, minor);
      keep_cheapest(next, cheapest(now.chart_case, factors));
    }
    if (!next) return false;
    split(std::move(now), *next);
    return true;
  }
  bool leave_out(const ChartCase& chart_case, OutsideCase block, const CaseMinor& minor) {
    const ChartCase::Product product = chart_case.factored(minor.numerator);
    block.product = product.factors;
    block.cofactor = divided(table_.translated(minor.denominator), product.constant);
    steps_.push_back(std::move(block));
    return true;
  }

  // ---- charts for a case ------------------------------------------------------------------------

  std::optional<Choice> best_chart(const OpenCase& now) {
    const CaseFrame frames[2] = {{rows_, table_, now.chart_case, ring_},
                                 {columns_, table_, now.chart_case, ring_}};
    std::optional<Choice> best;
    const auto try_seed = [&](std::uint64_t seed) {
      std::optional<Candidate> candidate = draw_chart(frames[seed & 1], seed);
      if (!candidate) return;
      Choice next{frames[seed & 1].frame->side, *std::move(candidate), {}, 0, seed};
      if (is_cheaper(next, best, now.chart_case)) best = std::move(next);
    };
    for (const std::uint64_t seed : now.seeds) try_seed(seed);
    for (std::uint32_t t = 0; t < 10 * options_.tries; ++t) {
      if (best && (best->cost == 0 || t >= options_.tries)) break;
      if (!options_.budget.spend()) return {};
      try_seed(random_());
    }
    return best;
  }

  // Fills in the guards and their cost as long as it is below that of the best.
  bool is_cheaper(Choice& next, const std::optional<Choice>& best,
                  const ChartCase& chart_case) const {
    for (const CandidateRow& row : next.candidate.rows) {
      for (Polynomial& guard : chart_case.doubtful(row.denominator)) {
        if (std::find(next.guards.begin(), next.guards.end(), guard) != next.guards.end()) continue;
        const std::optional<Condition> condition = solvable(chart_case, guard);
        if (!condition) return false;
        next.cost += condition->cost;
        if (best && next.cost >= best->cost) return false;
        next.guards.push_back(std::move(guard));
      }
    }
    return !best || next.cost < best->cost;
  }

  // ---- conditions -------------------------------------------------------------------------------

  // What to split on so that the guard is dealt with, now or after that.
  std::optional<Condition> solvable(const ChartCase& chart_case, const Polynomial& guard) const {
    std::optional<Condition> best;
    for (const std::size_t v : order_) {
      if (guard.degree(v) != 1) continue;
      keep_cheapest(best, solved_for(chart_case, guard, v));
    }
    return best;
  }
  std::optional<Condition> cheapest(const ChartCase& chart_case,
                                    const std::vector<Polynomial>& guards) const {
    std::optional<Condition> best;
    for (const Polynomial& guard : guards) keep_cheapest(best, solvable(chart_case, guard));
    return best;
  }
  // Among equals the first.
  static void keep_cheapest(std::optional<Condition>& best, std::optional<Condition> next) {
    if (next && (!best || next->cost < best->cost)) best = std::move(next);
  }
  std::optional<Condition> solved_for(const ChartCase& chart_case, const Polynomial& guard,
                                      std::size_t v) const {
    const std::size_t own = guard.terms() == 1 ? 1 : 3 * guard.terms() * guard.terms();
    std::optional<Condition> first;
    std::size_t cost = own;
    for (const Polynomial& factor : chart_case.doubtful(guard.coefficient(v, 1))) {
      std::optional<Condition> next = solvable(chart_case, factor);
      if (!next) return {};
      cost += next->cost;
      keep_cheapest(first, std::move(next));
    }
    if (!first) return Condition{guard, v, cost};
    first->cost = cost;
    return first;
  }

  // ---- the tree ---------------------------------------------------------------------------------

  void advance(OpenCase now) {
    Choice& choice = *now.choice;
    std::erase_if(choice.guards, [&](const Polynomial& g) { return now.chart_case.is_known(g); });
    const std::optional<Condition> next = cheapest(now.chart_case, choice.guards);
    ensure(next.has_value() == !choice.guards.empty(), "the guards of a chart can be solved");
    next ? split(std::move(now), *next) : finish(now);
  }

  void split(OpenCase now, const Condition& condition) {
    const auto [row, column] = table_[condition.variable];
    const Polynomial leading = condition.polynomial.coefficient(condition.variable, 1);
    steps_.push_back(ChartSplit{table_.translated(condition.polynomial),
                                static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column),
                                now.chart_case.factored(leading).factors});
    OpenCase zero{now.chart_case, {}, false, now.seeds, {}, now.approach};
    if (now.choice) {
      zero.seeds.push_back(now.choice->seed);
      zero.approach = std::make_shared<const Approach>(
          Approach{now.chart_case, now.choice->side, now.choice->candidate});
    }
    zero.empty =
        !zero.chart_case.substitute(condition.polynomial, condition.variable, zero.prelude);
    now.prelude.clear();
    now.chart_case.add_known(condition.polynomial);
    open_.push_back(std::move(now));
    open_.push_back(std::move(zero));
  }

  void finish(const OpenCase& now) {
    const Choice& choice = *now.choice;
    const ChartFrame& frame = choice.side == Orientation::rows ? rows_ : columns_;
    const CaseFrame lines(frame, table_, now.chart_case, ring_);
    Chart chart{choice.side, {}, {}};
    for (const PolynomialVector& x : choice.candidate.x) {
      auto& entries = chart.x.emplace_back();
      for (std::size_t p = 0; p < x.size(); ++p) {
        if (!x[p].is_zero()) entries.emplace_back(frame.places[p], table_.translated(x[p]));
      }
    }
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
      chart.rows.push_back(finished(now.chart_case, lines.lines[i], choice.candidate.rows[i]));
    }
    steps_.push_back(std::move(chart));
  }

  // denominator·primitive = Σ factors·x and scale·a = content·primitive, put together.
  ChartRow finished(const ChartCase& chart_case, const CaseLine& line,
                    const CandidateRow& row) const {
    std::vector<Polynomial> all = row.factors;
    for (Polynomial& factor : all) factor *= line.content;
    all.push_back(row.denominator * line.scale);
    make_primitive(ring_, all);
    const ChartCase::Product product = chart_case.factored(all.back());
    ChartRow out{product.factors, {}};
    for (std::size_t k = 0; k + 1 < all.size(); ++k) {
      EntryPolynomial factor = table_.translated(all[k]);
      if (!factor.empty()) out.terms.emplace_back(k, divided(std::move(factor), product.constant));
    }
    return out;
  }

  ChartSearch failure(const OpenCase& now) const {
    if (options_.budget.exhausted()) return {{}, {}, options_.budget.reason()};
    const auto bound = [](const std::vector<std::size_t>& list) {
      return list.empty() ? 0 : list.back() + 1;
    };
    ChartSearch out{{}, {}, "for a case no chart was found"};
    const auto point = now.chart_case.point(bound(rows_.lines), bound(rows_.places), options_.seed);
    if (!point) return out;
    out.suspect = ChartSuspect{*point, {}};
    if (!now.approach) return out;
    const ChartFrame& frame = now.approach->side == Orientation::rows ? rows_ : columns_;
    auto factors = approaching_factors(*now.approach, frame, table_, ring_, *point, options_.seed);
    if (factors) out.suspect->factors = *std::move(factors);
    return out;
  }

  ChartOptions options_;
  std::mt19937_64 random_;
  ChartFrame rows_, columns_;
  EntryTable table_;
  Ring ring_;
  std::vector<std::size_t> order_;  // of variables
  std::vector<OutsideCase> minors_;
  std::vector<ChartStep> steps_;
  std::vector<OpenCase> open_;
};

}  // namespace

ChartSearch search_charts(const PatternState& state, ChartOptions options) {
  return ChartFinder(state, std::move(options)).run();
}

}  // namespace isthmus

// Does a tree of charts prove that a state is closed?
//
// Problem. The tree splits all matrices into cases by "p = 0 or not" for polynomials p in the
// entries, and ends each case by a chart: vectors x_k and factors with D·a_i = Σ y·x_k.
//
// Idea. A case knows polynomials that vanish (p_1, p_2, …) and some that do not (g_0, g_1, …). If
// dividing f by p_1, then the result by p_2, and so on, with pseudo-division, leaves nothing, then
// a product of leading coefficients times f is a combination of the p: where those leading
// coefficients do not vanish, f does. So all that a step says is an identity of polynomials.
// A case may also be left out because a minor does not vanish in it that vanishes for all attained
// matrices, and so for their limits: fewer neurons than it has rows meet it.
//
// The walk is over the list in prefix order with a stack of open cases; no ideal membership, no
// factors, no search. Its cost is that of multiplying out, which is counted.
// Source: Theory §9 (T14). Rejected: parametrising each case by rational functions, with a list of
// children for each guard: a checker had to recompute which children cover the zeros of a guard.
#include <algorithm>
#include <utility>
#include <vector>

#include "isthmus/pattern/charts.hpp"
#include "pattern/charts/case_identities.hpp"
#include "pattern/charts/chart_frame.hpp"
#include "pattern/charts/chart_minors.hpp"
#include "pattern/charts/entry_polynomial.hpp"

namespace isthmus {
namespace {

class ChartCheck {
 public:
  explicit ChartCheck(const PatternState& state)
      : state_(state),
        rows_(chart_frame(state, Orientation::rows)),
        columns_(chart_frame(state, Orientation::columns)) {}

  std::string fault(const ChartTree& tree) {
    open_.emplace_back();
    for (std::size_t i = 0; i < tree.steps.size(); ++i) {
      const char* why = "the tree goes on after its end";
      if (!open_.empty()) {
        now_ = std::move(open_.back());
        open_.pop_back();
        why = std::visit([&](const auto& step) { return take(step); }, tree.steps[i]);
      }
      if (why == nullptr && identities_.exceeded()) why = "the polynomials are too large";
      if (why != nullptr) return "charts[" + std::to_string(i) + "]: " + why;
    }
    return open_.empty() ? "" : "charts: a case is left";
  }

 private:
  // Each takes the case at hand, puts back what it leaves open, and says what is wrong or nullptr.
  const char* take(const ChartSplit& step) {
    if (!is_good(step.polynomial)) return "the polynomial is not in the entries of the state";
    const std::uint32_t top = degree(step.polynomial, step.row, step.column);
    if (top == 0) return "the polynomial has no power of the entry";
    if (!is_product(step.leading)) return "the product is not of polynomials known here";
    const EntryPolynomial leading = coefficient(step.polynomial, step.row, step.column, top);
    if (!are_proportional(leading, expanded(step.leading))) return "the leading coefficient is not";
    open_.push_back(now_);
    open_.back().nonzero.push_back(step.polynomial);
    open_.push_back(std::move(now_));
    open_.back().zero.push_back({step.polynomial, step.row, step.column});
    return nullptr;
  }
  const char* take(const ChartFactor& step) {
    if (!is_good(step.polynomial) || !is_good(step.cofactor)) {
      return "the polynomial is not in the entries of the state";
    }
    if (!is_product(step.product)) return "the product is not of polynomials known here";
    if (!vanishes(identities_.difference(expanded(step.product), step.polynomial, step.cofactor))) {
      return "the factors do not multiply to the product";
    }
    now_.nonzero.push_back(step.polynomial);
    open_.push_back(std::move(now_));
    return nullptr;
  }
  const char* take(const EmptyCase& step) {
    if (step.nonzero >= now_.nonzero.size()) return "there is no such polynomial here";
    return vanishes(now_.nonzero[step.nonzero]) ? nullptr : "the case is not seen to be empty";
  }
  const char* take(const OutsideCase& step) {
    if (!is_block(step)) return "the rows and columns are no minor of observed entries";
    if (!is_good(step.cofactor)) return "the polynomial is not in the entries of the state";
    if (!is_product(step.product)) return "the product is not of polynomials known here";
    if (meeting(state_, step) >= step.rows.size()) return "enough neurons meet the minor";
    const EntryPolynomial minor = chart_minor(rows_, step.rows, step.columns);
    const bool same =
        vanishes(identities_.difference(expanded(step.product), minor, step.cofactor));
    return same ? nullptr : "the minor is not a divisor of the product";
  }
  const char* take(const Chart& chart) {
    const ChartFrame& frame = chart.side == Orientation::rows ? rows_ : columns_;
    if (!has_support(chart, frame)) return "a vector leaves its neuron";
    if (chart.rows.size() != frame.lines.size()) return "there is not one entry for each row";
    for (std::size_t i = 0; i < frame.lines.size(); ++i) {
      if (const char* why = wrong_row(chart, frame, i)) return why;
    }
    return nullptr;
  }

  [[nodiscard]] bool is_block(const OutsideCase& step) const {
    return increases_within(step.rows, state_.rows) &&
           increases_within(step.columns, state_.columns) &&
           step.rows.size() == step.columns.size() && !step.rows.empty() && step.rows.size() <= 6 &&
           !has_free_entry(state_, step);
  }
  static bool increases_within(const std::vector<std::size_t>& list, const IndexSet& set) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!set.contains(list[i]) || (i > 0 && list[i - 1] >= list[i])) return false;
    }
    return true;
  }
  [[nodiscard]] bool has_support(const Chart& chart, const ChartFrame& frame) const {
    if (chart.x.size() != frame.neuron_places.size()) return false;
    for (std::size_t k = 0; k < chart.x.size(); ++k) {
      std::size_t next = 0;
      for (const auto& [place, polynomial] : chart.x[k]) {
        if (place < next || !frame.neuron_places[k].contains(place)) return false;
        if (polynomial.empty() || !is_good(polynomial)) return false;
        next = place + 1;
      }
    }
    return true;
  }
  const char* wrong_row(const Chart& chart, const ChartFrame& frame, std::size_t i) {
    const ChartRow& row = chart.rows[i];
    if (!is_product(row.denominator)) return "a denominator is not of polynomials known here";
    std::size_t next = 0;
    for (const auto& [k, factor] : row.terms) {
      const bool own =
          k >= next && k < chart.x.size() && frame.neuron_lines[k].contains(frame.lines[i]);
      if (!own || factor.empty() || !is_good(factor)) return "a row uses what is not its own";
      next = k + 1;
    }
    const EntryPolynomial denominator = expanded(row.denominator);
    for (const std::size_t place : frame.observed[i].elements()) {
      const auto [r, c] = frame.entry(frame.lines[i], place);
      const EntryPolynomial a = entry(static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(c));
      EntryPolynomial rest = identities_.difference({}, denominator, a);
      for (const auto& [k, factor] : row.terms) {
        rest = identities_.difference(rest, scaled(factor), at(chart.x[k], place));
      }
      if (!vanishes(rest)) return "a row is not the combination that it should be";
    }
    return nullptr;
  }
  static EntryPolynomial scaled(const EntryPolynomial& f) { return sum({}, f, -1); }
  static EntryPolynomial at(const std::vector<std::pair<std::size_t, EntryPolynomial>>& x,
                            std::size_t place) {
    for (const auto& [index, polynomial] : x) {
      if (index == place) return polynomial;
    }
    return {};
  }

  [[nodiscard]] bool is_good(const EntryPolynomial& f) const {
    if (!is_canonical(f)) return false;
    for (const EntryTerm& term : f) {
      for (const EntryPower& factor : term.powers) {
        const bool known =
            state_.rows.contains(factor.row) && state_.columns.contains(factor.column);
        if (!known || factor.power > 1000) return false;
      }
    }
    return true;
  }
  [[nodiscard]] bool is_product(const NonzeroProduct& product) const {
    std::size_t next = 0;
    for (const NonzeroPower& factor : product) {
      if (factor.nonzero < next || factor.nonzero >= now_.nonzero.size()) return false;
      if (factor.power == 0 || factor.power > 1000) return false;
      next = factor.nonzero + 1;
    }
    return true;
  }
  EntryPolynomial expanded(const NonzeroProduct& factors) {
    return identities_.expanded(now_, factors);
  }
  bool vanishes(EntryPolynomial f) { return identities_.vanishes(now_, std::move(f)); }
  static bool are_proportional(const EntryPolynomial& f, const EntryPolynomial& g) {
    if (f.empty() || g.empty()) return false;
    return sum(f, g, -f.front().coefficient / g.front().coefficient).empty();
  }

  const PatternState& state_;
  ChartFrame rows_, columns_;
  std::vector<KnownCase> open_;
  KnownCase now_;
  Identities identities_;
};

}  // namespace

bool attains_everything(const ChartTree& tree) {
  return std::none_of(tree.steps.begin(), tree.steps.end(), [](const ChartStep& step) {
    return std::holds_alternative<OutsideCase>(step);
  });
}

std::string check_charts(const PatternState& state, const ChartTree& tree) {
  return ChartCheck(state).fault(tree);
}

}  // namespace isthmus

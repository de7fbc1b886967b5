// Claims about components: their number, the locked edges behind it, Betti numbers.
//
// These are discrete, so a claim is right or wrong. All of them follow from signs of sums c(U); why
// a wrong one came about is found by doing what a plain program does: take the signs of the
// balances as they come out of floating-point sums, or with a tolerance, at nodes with a single
// edge on one side and at the sets of the exact locks.
#include <algorithm>
#include <cmath>
#include <set>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/topology/topology.hpp"
#include "report/crosscheck/checks.hpp"

namespace isthmus {
namespace {

using EdgeSet = std::set<EdgeId>;

EdgeSet exact_locks(CheckedModel& model) {
  EdgeSet edges;
  for (const CutStep& step : model.minima().locked) edges.insert(step.edge);
  return edges;
}

/// One way in which a program may have come to its signs.
struct Guess {
  std::optional<NumberType> type;  ///< of the sums; nothing: exact
  Rational tolerance;              ///< |c(U)| up to this counts as 0
  std::string words;               ///< how the tolerance is called
};

/// The balances as a guess has them, and what went wrong on the way to them.
struct GuessedBalance {
  Balance c;
  FloatCause cause = FloatCause::cancellation;
};

/// Of sums that are not finite only the sign counts.
GuessedBalance guessed_balance(CheckedModel& model, const Guess& guess) {
  if (!guess.type) return GuessedBalance{model.balance(), FloatCause::tolerance};
  GuessedBalance guessed{Balance(model.graph().hidden_count()), FloatCause::cancellation};
  for (const NodeId v : model.graph().hidden_nodes()) {
    const PlainSum sum = plain_sum(*guess.type, model.law(v));
    if (std::isnan(sum.value)) {
      guessed.c[v] = 0;  // comparisons with NaN are false
    } else if (std::isinf(sum.value)) {
      guessed.c[v] = sum.value > 0 ? 1 : -1;
    } else {
      guessed.c[v] = from_binary64(sum.value);
    }
    const bool wrong = sign_of(guessed.c[v]) != sign_of(model.balance()[v]);
    if (wrong && sum.overflow) guessed.cause = FloatCause::overflow;
    if (wrong && sum.underflow) guessed.cause = FloatCause::underflow;
  }
  if (guess.tolerance > 0) guessed.cause = FloatCause::tolerance;
  return guessed;
}

/// ±c(set), the sign by the kind of cut.
Rational cut_value(const Balance& c, const std::vector<NodeId>& set, CutKind kind) {
  Rational sum = 0;
  for (const NodeId v : set) sum += c[v];
  return kind == CutKind::in ? sum : Rational(-sum);
}

std::uint64_t weights_of(const BalanceNetwork& graph, std::span<const EdgeId> edges) {
  std::uint64_t count = 0;
  for (const EdgeId e : edges) count += graph.multiplicity(e);
  return count;
}

/// The exact locks, with what the guess makes of their bounds: with the exact balance and no
/// tolerance, they come out as they are.
EdgeSet known_locks(CheckedModel& model, const Balance& c, const Rational& tolerance) {
  std::map<EdgeId, Rational> bounds;
  for (const CutStep& step : model.minima().locked) {
    Rational bound = cut_value(c, step.set, step.kind);
    for (const EdgeId e : step.uses) {
      const auto used = bounds.find(e);
      if (used != bounds.end()) bound += used->second;
    }
    if (bound > tolerance) bounds[step.edge] = bound;
  }
  EdgeSet edges;
  for (const auto& [e, bound] : bounds) edges.insert(e);
  return edges;
}

EdgeSet guessed_locks(CheckedModel& model, const Balance& c, const Rational& tolerance) {
  EdgeSet edges = known_locks(model, c, tolerance);
  const BalanceNetwork& graph = model.graph();
  const auto look = [&](NodeId v, std::span<const EdgeId> side, CutKind kind) {
    if (weights_of(graph, side) != 1 || cut_value(c, {v}, kind) <= tolerance) return;
    edges.insert(side.front());
  };
  for (const NodeId v : graph.hidden_nodes()) {
    look(v, graph.in_edges(v), CutKind::in);
    look(v, graph.out_edges(v), CutKind::out);
  }
  return edges;
}

std::vector<Guess> guesses(const FloatClaim& claim) {
  std::vector<Guess> all;
  const Rational customary = Rational(1, 100'000'000);
  const auto add = [&](const std::optional<NumberType>& type) {
    if (type) all.push_back({type, 0, ""});
    if (claim.tolerance) all.push_back({type, *claim.tolerance, "the stated tolerance"});
    all.push_back({type, customary, "the absolute tolerance 1e-8 of numpy.isclose"});
  };
  add(claim.computed_as);
  if (claim.computed_as) add(std::nullopt);
  return all;
}

std::string because(const GuessedBalance& guessed, const Guess& guess) {
  if (guessed.cause == FloatCause::tolerance) {
    return "sums of squares that are not 0 are within " + guess.words;
  }
  const std::string sums = "sums in " + computed_as_name(guess.type);
  if (guessed.cause == FloatCause::overflow) return sums + " overflow, and signs come out wrong";
  if (guessed.cause == FloatCause::underflow) return sums + " lose squares below the least number";
  return sums + " cancel, and signs come out wrong";
}

/// Tries every guess until `fits` says that the program would have claimed this.
template <class Fits>
void explain(CheckedModel& model, const FloatClaim& claim, ClaimAnswer& answer, const Fits& fits) {
  for (const Guess& guess : guesses(claim)) {
    const GuessedBalance guessed = guessed_balance(model, guess);
    if (!fits(guessed_locks(model, guessed.c, guess.tolerance))) continue;
    answer.cause = guessed.cause;
    answer.why = because(guessed, guess);
    return;
  }
  answer.cause = FloatCause::not_explained;
  answer.why = "neither plain sums nor tolerances give this";
}

// ---- locked edges ------------------------------------------------------------------------------

class LockChecker {
 public:
  LockChecker(CheckedModel& model, const FloatClaim& claim)
      : model_(model), claim_(claim), locks_(exact_locks(model)) {
    for (const EdgeId e : model.graph().edges()) by_number_[model.edge(model.name_of(e))] = e;
  }

  std::vector<ClaimAnswer> check() {
    for (const auto& [name, sign] : claim_.edges) check_locked(name, sign);
    for (const std::string& name : claim_.unlocked) check_unlocked(name);
    if (claim_.complete) check_complete();
    return std::move(answers_);
  }

 private:
  [[nodiscard]] std::optional<EdgeId> trainable(const std::string& name) const {
    const auto found = by_number_.find(model_.edge(name));
    if (found == by_number_.end()) return std::nullopt;
    return found->second;
  }

  [[nodiscard]] std::string state(const std::optional<EdgeId>& e) const {
    if (!e) return "fixed, not trained";
    if (!locks_.contains(*e)) return "not locked";
    return std::string("locked ") + (sign(*e) > 0 ? "positive" : "negative");
  }

  [[nodiscard]] int sign(EdgeId e) const {
    return sign_of(model_.network().edges[model_.edge(model_.name_of(e))].weights.front());
  }

  ClaimAnswer& add(const std::string& name, std::string claimed, const std::optional<EdgeId>& e) {
    ClaimAnswer& answer = answers_.emplace_back();
    answer.what = "edge " + name;
    answer.claimed = std::move(claimed);
    answer.exact = state(e);
    answer.verdict =
        answer.claimed == answer.exact ? ClaimVerdict::confirmed : ClaimVerdict::refuted;
    return answer;
  }

  void check_locked(const std::string& name, int sign_claimed) {
    const auto e = trainable(name);
    ClaimAnswer& answer =
        add(name, std::string("locked ") + (sign_claimed > 0 ? "positive" : "negative"), e);
    if (answer.verdict == ClaimVerdict::confirmed) return;
    if (e && locks_.contains(*e)) {
      answer.cause = FloatCause::not_explained;
      answer.why = "the weight itself has the other sign";
      return;
    }
    explain(model_, claim_, answer,
            [&](const EdgeSet& guess) { return e && !locks_.contains(*e) && guess.contains(*e); });
  }

  void check_unlocked(const std::string& name) {
    const auto e = trainable(name);
    ClaimAnswer& answer = add(name, "not locked", e);
    if (answer.verdict == ClaimVerdict::confirmed) return;
    explain(model_, claim_, answer,
            [&](const EdgeSet& guess) { return e && locks_.contains(*e) && !guess.contains(*e); });
  }

  void check_complete() {
    EdgeSet named;
    for (const auto& [name, sign] : claim_.edges) {
      if (const auto e = trainable(name)) named.insert(*e);
    }
    EdgeSet others;
    std::set_difference(locks_.begin(), locks_.end(), named.begin(), named.end(),
                        std::inserter(others, others.end()));
    ClaimAnswer& answer = answers_.emplace_back();
    answer.what = "other locked edges";
    answer.claimed = "none";
    answer.exact = others.empty() ? "none" : listed(others);
    if (others.empty()) return;
    answer.verdict = ClaimVerdict::refuted;
    explain(model_, claim_, answer, [&](const EdgeSet& guess) {
      return std::none_of(others.begin(), others.end(),
                          [&](EdgeId e) { return guess.contains(e); });
    });
  }

  [[nodiscard]] std::string listed(const EdgeSet& edges) const {
    std::string text;
    std::size_t count = 0;
    for (const EdgeId e : edges) {
      if (++count > 10) return text + ", … " + std::to_string(edges.size() - 10) + " more";
      text += (text.empty() ? "" : ", ") + model_.name_of(e);
    }
    return text;
  }

  CheckedModel& model_;
  const FloatClaim& claim_;
  EdgeSet locks_;
  std::map<std::uint32_t, EdgeId> by_number_;
  std::vector<ClaimAnswer> answers_;
};

// ---- Betti numbers -----------------------------------------------------------------------------

std::vector<Integer> without_zeros(std::vector<Integer> numbers) {
  while (!numbers.empty() && numbers.back() == 0) numbers.pop_back();
  return numbers;
}

std::string listed(const std::vector<Integer>& numbers) {
  std::string text;
  for (const Integer& number : numbers) text += (text.empty() ? "" : ", ") + to_text(number);
  return text;
}

}  // namespace

std::vector<ClaimAnswer> check_components(CheckedModel& model, const FloatClaim& claim) {
  const std::size_t log2 = model.minima().locked.size();
  ClaimAnswer answer;
  answer.what = "components of M(c)";
  answer.claimed = claim.count.text;
  answer.exact = power_of_two_text(log2);
  if (claim.count.log2 == log2) return {answer};
  answer.verdict = ClaimVerdict::refuted;
  if (!claim.count.log2) {
    answer.cause = FloatCause::not_explained;
    answer.why =
        "this is no power of two, as the number of components always is; a sample of "
        "points need not meet all of them";
    return {answer};
  }
  explain(model, claim, answer,
          [&](const EdgeSet& guess) { return claim.count.log2 == guess.size(); });
  return {answer};
}

std::vector<ClaimAnswer> check_locked(CheckedModel& model, const FloatClaim& claim) {
  return LockChecker(model, claim).check();
}

std::vector<ClaimAnswer> check_betti(CheckedModel& model, const FloatClaim& claim,
                                     std::size_t cell_limit) {
  TopologyOptions options;
  options.cell_limit = cell_limit;
  ensure(!claim.counts.empty(), "a claim about Betti numbers has some");
  const Topology topology = topology_of(model.graph(), model.balance(), model.flow(), options);
  const std::optional<Homology> homology = expanded(topology);
  ClaimAnswer answer;
  answer.what = "Betti numbers of M(c) over Q";
  std::vector<Integer> claimed;
  for (const ClaimedCount& count : claim.counts) claimed.push_back(count.value);
  claimed = without_zeros(std::move(claimed));
  answer.claimed = listed(claimed);
  const auto log2 = claim.counts.front().log2;
  const bool first_is_wrong = log2 != topology.log2_components;
  if (!homology && !first_is_wrong) {
    answer.verdict = ClaimVerdict::not_determined;
    answer.reason = topology.complete() ? "their list would be too long" : topology.reason;
    return {answer};
  }
  std::vector<Integer> exact;
  if (homology) {
    for (const auto& [degree, number] : homology->betti) {
      if (degree > 1'000'000) throw limit_error("the list would be too long", "ask about less");
      exact.resize(degree + 1);
      exact[degree] = number;
    }
    exact = without_zeros(std::move(exact));
  }
  answer.exact = homology ? listed(exact) : power_of_two_text(topology.log2_components) + ", …";
  const bool huge = std::any_of(claim.counts.begin(), claim.counts.end(),
                                [](const ClaimedCount& count) { return count.is_huge(); });
  if (homology && !huge && exact == claimed) return {answer};
  answer.verdict = ClaimVerdict::refuted;
  explain(model, claim, answer,
          [&](const EdgeSet& guess) { return first_is_wrong && log2 == guess.size(); });
  return {answer};
}

}  // namespace isthmus

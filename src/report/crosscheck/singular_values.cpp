// Claims about singular values of the Jacobian and about its rank.
//
// Ranks come from the graph (theory §4). A singular value is never computed: whether it rounds to
// the claimed number, and how far off it is, are questions of how many eigenvalues of JJᵀ are below
// the square of a fraction.
//
// A claim is within rounding if it is the exact singular value at weights that differ from the
// given ones by few units of rounding each. Lemma: for relative changes of at most δ of the
// weights, the r-th singular values that occur fill exactly [(1 − δ)σ_r, (1 + δ)σ_r]. For JJᵀ/4 is
// a sum over the edges of θ_e² times a positive semidefinite matrix, so it stays between (1 − δ)²
// and (1 + δ)² times itself, and with it every eigenvalue; and all weights may change by one
// factor. No algorithm for singular values is assumed, and no bound on its error.
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/variety/point.hpp"
#include "report/crosscheck/checks.hpp"

namespace isthmus {
namespace {

/// max(rows, columns)·u, by how much each weight may differ relatively.
Rational roundings(CheckedModel& model, NumberType type) {
  const std::uint64_t side =
      std::max<std::uint64_t>(model.graph().hidden_count(), model.graph().weight_count());
  return Rational(Integer(side)) * FloatGrid(type).unit_roundoff();
}

/// numpy.linalg.matrix_rank's threshold is this times the largest singular value: max(rows,
/// columns)·eps.
Rational customary_factor(CheckedModel& model, NumberType type) {
  return roundings(model, type) * 2;
}

/// The claimed numbers with the rank of each: the claim lists them in any order.
std::vector<std::pair<std::size_t, ClaimedNumber>> ranked(const FloatClaim& claim,
                                                          std::size_t size) {
  std::vector<ClaimedNumber> numbers = claim.values;
  const auto key = [](const ClaimedNumber& n) {  // infinity and NaN first
    return n.kind == ClaimedNumber::Kind::finite ? 1 : 0;
  };
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](const ClaimedNumber& a, const ClaimedNumber& b) {
                     return key(a) != key(b) ? key(a) < key(b) : a.value > b.value;
                   });
  const std::size_t first = claim.which == WhichValues::smallest ? size - numbers.size() + 1 : 1;
  std::vector<std::pair<std::size_t, ClaimedNumber>> all;
  for (std::size_t i = 0; i < numbers.size(); ++i) all.emplace_back(first + i, numbers[i]);
  return all;
}

class ValueChecker {
 public:
  ValueChecker(CheckedModel& model, const FloatClaim& claim, const Budget& budget)
      : model_(model), claim_(claim), spectrum_(model, budget) {}

  std::vector<ClaimAnswer> check() {
    const std::size_t given = claim_.values.size();
    const bool all = claim_.which == WhichValues::all;
    if (all ? given != spectrum_.size() : given > spectrum_.size()) return {wrong_number()};
    if (claim_.computed_as) {
      const Enclosure largest = spectrum_.enclosure(1, NumberType::bfloat16);
      customary_ = customary_factor(model_, *claim_.computed_as) * largest.upper;
    }
    std::vector<ClaimAnswer> answers;
    for (const auto& [r, number] : ranked(claim_, spectrum_.size())) {
      answers.push_back(check_value(r, number));
    }
    return answers;
  }

 private:
  [[nodiscard]] ClaimAnswer wrong_number() const {
    ClaimAnswer answer;
    answer.what = "number of singular values";
    answer.claimed = std::to_string(claim_.values.size());
    answer.exact = std::to_string(spectrum_.size());
    answer.verdict = ClaimVerdict::refuted;
    answer.cause = FloatCause::not_explained;
    answer.why = "there are as many as laws or weights, whichever are fewer";
    return answer;
  }

  ClaimAnswer check_value(std::size_t r, const ClaimedNumber& number) {
    ClaimAnswer answer;
    answer.what = "singular value " + std::to_string(r) + " of " + std::to_string(spectrum_.size());
    answer.claimed = number.text;
    answer.bound = bound(number);
    const auto compare = [&](const Rational& q) { return spectrum_.compare(r, q); };
    const Judged judged = judge(number, claim_.computed_as, compare, answer.bound);
    take(answer, judged);
    if (spectrum_.compare(r, 0) == 0) {
      answer.exact = "0";
      answer.value = 0;
    } else {
      answer.enclosure = judged.position ? spectrum_.cell(r, *claim_.computed_as, *judged.position)
                                         : spectrum_.enclosure(r);
    }
    if (answer.verdict != ClaimVerdict::confirmed && claim_.computed_as) {
      explain(answer, r, number);
    }
    return answer;
  }

  /// |claim − σ| at most this shows claim = σ(1 ± δ) for a δ' <= δ: x/(1 + δ) <= σ <= x(1 + δ/(1 +
  /// δ)).
  [[nodiscard]] std::optional<Rational> bound(const ClaimedNumber& number) const {
    if (!claim_.computed_as || number.kind != ClaimedNumber::Kind::finite) return std::nullopt;
    const Rational delta = std::min(roundings(model_, *claim_.computed_as), Rational(1, 2));
    return Rational(abs(number.value) * delta / (1 + delta));
  }

  [[nodiscard]] bool within(std::size_t r, const Rational& low, const Rational& high) {
    return spectrum_.compare(r, low) >= 0 && spectrum_.compare(r, high) <= 0;
  }

  /// The claim may be the square root of an eigenvalue of JJᵀ that is off by max(m, n)·eps·σ_max².
  /// A NaN may be the root of a negative one.
  [[nodiscard]] bool may_be_root(std::size_t r, const ClaimedNumber& number) {
    const Rational off = *customary_ * spectrum_.enclosure(1).upper;
    if (number.kind == ClaimedNumber::Kind::nan) {
      return spectrum_.compare(r, sqrt_enclosure(off).upper) <= 0;
    }
    if (number.kind != ClaimedNumber::Kind::finite || number.value < 0) return false;
    const Rational square = number.value * number.value;
    const Rational low = square > off ? sqrt_enclosure(square - off).lower : Rational(0);
    return within(r, low, sqrt_enclosure(square + off).upper);
  }

  /// The claim is 0 only because the type has nothing nearer.
  [[nodiscard]] bool vanishes(std::size_t r, const ClaimedNumber& number) {
    if (number.value != 0 || spectrum_.compare(r, 0) == 0) return false;
    return spectrum_.compare(r, FloatGrid(*claim_.computed_as).least() / 2) <= 0;
  }

  void explain(ClaimAnswer& answer, std::size_t r, const ClaimedNumber& number) {
    const bool finite = number.kind == ClaimedNumber::Kind::finite;
    const std::string error = "max(m, n)·eps·σ_max = " + in_words(*customary_);
    if (answer.verdict == ClaimVerdict::within_rounding) {
      answer.cause = FloatCause::rounding;
      answer.why = "the exact value at weights that differ by less than max(m, n) roundings each";
    } else if (finite && vanishes(r, number)) {
      answer.cause = FloatCause::underflow;
      answer.why = "below half of the least positive number of " +
                   computed_as_name(claim_.computed_as) + ", " +
                   in_words(FloatGrid(*claim_.computed_as).least());
    } else if (finite && within(r, number.value - *customary_, number.value + *customary_)) {
      answer.cause = FloatCause::cancellation;
      answer.why =
          "within the usual error of a stable method, " + error +
          ", which is relative to the largest singular value: small ones lose their digits";
    } else if (may_be_root(r, number)) {
      answer.cause = FloatCause::cancellation;
      answer.why =
          "as far off as the square root of an eigenvalue of J·Jᵀ can be: squaring loses "
          "half of the digits";
    } else if (finite && claim_.tolerance &&
               within(r, number.value - *claim_.tolerance, number.value + *claim_.tolerance)) {
      answer.cause = FloatCause::tolerance;
      answer.why = "the difference is below the stated tolerance of " + in_words(*claim_.tolerance);
    } else {
      answer.cause = FloatCause::not_explained;
      answer.why = "the error is larger than that of a backward stable method, " + error;
    }
  }

  CheckedModel& model_;
  const FloatClaim& claim_;
  Spectrum spectrum_;
  std::optional<Rational> customary_;  ///< what a stable method is expected to be off
};

// ---- rank ---------------------------------------------------------------------------------------

/// The rank if every weight, or its square, is first rounded to the type.
std::size_t rank_after_rounding(CheckedModel& model, NumberType type, bool square) {
  const FloatGrid grid(type);
  Flow x = model.squares();
  for (const EdgeId e : model.graph().edges()) {
    x[e] = 0;
    const std::uint32_t at = model.edge(model.name_of(e));
    for (const Rational& weight : model.network().edges[at].weights) {
      const Rational rounded = grid.overflows(weight) ? weight : grid.rounded(weight);
      const bool vanishes = grid.position(square ? Rational(rounded * rounded) : rounded) == 0;
      if (!vanishes) x[e] = 1;
    }
  }
  return rank_at(model.graph(), x).rank;
}

class RankChecker {
 public:
  RankChecker(CheckedModel& model, const FloatClaim& claim, const Budget& budget)
      : model_(model), claim_(claim), budget_(budget) {}

  ClaimAnswer check() {
    const bool about_rank = claim_.kind == FloatClaimKind::jacobian_rank;
    const PointRank& rank = model_.rank();
    ClaimAnswer answer;
    if (about_rank) {
      answer.what = "rank of the Jacobian";
      answer.claimed = claim_.count.text;
      answer.exact = std::to_string(rank.rank);
      answer.value = Rational(Integer(rank.rank));
    } else {
      answer.what = "singular point";
      answer.claimed = claim_.truth ? "yes" : "no";
      answer.exact = rank.singular() ? "yes" : "no";
    }
    if (agrees(rank.rank)) return answer;
    answer.verdict = ClaimVerdict::refuted;
    explain(answer);
    return answer;
  }

 private:
  [[nodiscard]] bool agrees(std::size_t rank) const {
    if (claim_.kind == FloatClaimKind::singular) {
      return claim_.truth == (rank < model_.graph().hidden_count());
    }
    return !claim_.count.is_huge() && claim_.count.value == Integer(rank);
  }

  void explain(ClaimAnswer& answer) {
    answer.cause = FloatCause::not_explained;
    answer.why = "neither squares that vanish nor numpy's threshold for singular values give this";
    if (!claim_.computed_as) return;
    const NumberType type = *claim_.computed_as;
    const bool squares_first = claim_.kind == FloatClaimKind::singular;  // a determinant of squares
    if (explain_by_underflow(answer, type, false)) return;
    if (squares_first && explain_by_underflow(answer, type, true)) return;
    try {
      if (explain_by_threshold(answer, type)) return;
      static_cast<void>(explain_by_underflow(answer, type, true));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::limit_reached) throw;
      answer.why =
          "squares do not vanish; the singular values were not compared with numpy's "
          "threshold: " +
          error.detail().cause;
    }
  }

  bool explain_by_underflow(ClaimAnswer& answer, NumberType type, bool square) {
    const std::size_t rank = rank_after_rounding(model_, type, square);
    if (!agrees(rank)) return false;
    answer.cause = FloatCause::underflow;
    answer.why = std::string(square ? "squares of nonzero weights" : "nonzero weights") +
                 " vanish in " + computed_as_name(type) + ", and without them the rank is " +
                 std::to_string(rank);
    return true;
  }

  bool explain_by_threshold(ClaimAnswer& answer, NumberType type) {
    Spectrum spectrum(model_, budget_);
    if (spectrum.size() == 0) return false;
    if (claim_.tolerance) {
      const Enclosure stated = {*claim_.tolerance, *claim_.tolerance};
      if (threshold(answer, spectrum, stated, "the stated tolerance")) return true;
    }
    const Rational factor = customary_factor(model_, type);
    const Enclosure largest = spectrum.enclosure(1);
    return threshold(answer, spectrum, {factor * largest.lower, factor * largest.upper},
                     "the threshold max(m, n)·eps·σ_max of numpy.linalg.matrix_rank in " +
                         computed_as_name(type));
  }

  bool threshold(ClaimAnswer& answer, Spectrum& spectrum, const Enclosure& at,
                 const std::string& which) {
    const std::size_t above = spectrum.above(at.upper);
    if (!agrees(above) || spectrum.above(at.lower) != above) return false;
    const std::size_t below = model_.rank().rank - above;
    answer.cause = FloatCause::tolerance;
    answer.why = std::to_string(below) +
                 (below == 1 ? " singular value is not 0 but below "
                             : " singular values are not 0 but below ") +
                 which + ", " + in_words(at.upper);
    return true;
  }

  CheckedModel& model_;
  const FloatClaim& claim_;
  const Budget& budget_;
};

}  // namespace

std::vector<ClaimAnswer> check_values(CheckedModel& model, const FloatClaim& claim,
                                      const Budget& budget) {
  return ValueChecker(model, claim, budget).check();
}

std::vector<ClaimAnswer> check_rank(CheckedModel& model, const FloatClaim& claim,
                                    const Budget& budget) {
  return {RankChecker(model, claim, budget).check()};
}

}  // namespace isthmus

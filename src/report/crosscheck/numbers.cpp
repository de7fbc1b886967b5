// Claims about balances and about the distance: sums of squares.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/parse.hpp"
#include "report/crosscheck/checks.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

constexpr std::array<NumberType, 3> narrower = {NumberType::binary32, NumberType::bfloat16,
                                                NumberType::binary16};

bool is_narrower(NumberType type, NumberType than) {
  return FloatGrid(type).unit_roundoff() > FloatGrid(than).unit_roundoff();
}

std::string type_text(NumberType type) { return computed_as_name(type); }

/// The number of a claim in the type it was computed in.
Rational as_float(const ClaimedNumber& claimed, NumberType type) {
  return FloatGrid(type).rounded(claimed.value);
}

/// A sum of squares, or its square root, and a claimed number for it.
struct Miss {
  bool root = false;
  Rational claimed;
  Rational sum;  ///< exact
  /// |claimed − exact| <= q, decided exactly; of a root, not of its square.
  std::function<bool(const Rational& q)> within;
  /// How far a plain program of this type can be off; nothing if that is not known.
  std::function<std::optional<Rational>(NumberType)> bound;
};

/// What went wrong with a number that the sum of these terms, or its square root, should be: the
/// first explanation that fits.
class SumExplanation {
 public:
  SumExplanation(const std::vector<SquareTerm>& terms, NumberType type, ClaimAnswer& answer)
      : terms_(terms), type_(type), plain_(plain_sum(type, terms)), answer_(answer) {}

  void finite(const Miss& miss, const std::optional<Rational>& tolerance) {
    if (underflow_explains(miss)) return underflow(miss);
    if (plain_.overflow) return overflow(type_);
    const auto usual = [&](NumberType type) {
      const auto bound = miss.bound(type);
      return bound && miss.within(*bound);
    };
    const bool exact_zero = miss.root && miss.sum == 0;  // then the plain program gives 0 as well
    if (!exact_zero && usual(type_)) return rounding(miss);
    for (const NumberType type : narrower) {
      if (!exact_zero && is_narrower(type, type_) && usual(type)) return narrow(type, miss);
    }
    if (tolerance && miss.within(*tolerance)) return tolerated(*tolerance);
    say(FloatCause::not_explained, plain_sums(miss) + " in " + type_text(type_) + " give " +
                                       computed(miss) + "; no rounding error explains the claim");
  }

  void not_finite() {
    if (plain_.overflow) return overflow(type_);
    for (const NumberType type : narrower) {
      if (is_narrower(type, type_) && plain_sum(type, terms_).overflow) return overflow(type);
    }
    say(FloatCause::not_explained, "plain sums in " + type_text(type_) + " do not overflow");
  }

 private:
  void say(FloatCause cause, std::string why) {
    answer_.cause = cause;
    answer_.why = std::move(why);
  }

  [[nodiscard]] static std::string plain_sums(const Miss& miss) {
    return miss.root ? "the roots of plain sums" : "plain sums";
  }

  // What was lost is a part of the sum, so errors are compared as those of sums.
  [[nodiscard]] bool underflow_explains(const Miss& miss) const {
    const Rational claimed = miss.root ? Rational(miss.claimed * miss.claimed) : miss.claimed;
    return plain_.underflow && plain_.lost * 2 >= abs(Rational(claimed - miss.sum));
  }

  void underflow(const Miss& miss) {
    say(FloatCause::underflow, "squares below the least normal number of " + type_text(type_) +
                                   " lose digits or vanish: " + in_words(plain_.lost) +
                                   " of the sum" + (miss.root ? " of squares" : "") + " is lost");
  }
  void overflow(NumberType type) {
    say(FloatCause::overflow,
        "squares or their sums are beyond the largest number of " + type_text(type));
  }
  void narrow(NumberType type, const Miss& miss) {
    say(FloatCause::narrow_type,
        "too far off for " + type_text(type_) + ", but within the rounding error of " +
            (miss.root ? "roots of sums in " : "sums in ") + type_text(type));
  }
  void tolerated(const Rational& tolerance) {
    say(FloatCause::tolerance,
        "the difference is below the stated tolerance of " + in_words(tolerance));
  }

  void rounding(const Miss& miss) {
    const std::string squares = counted(terms_.size(), "square");
    if (miss.root) {
      return say(FloatCause::rounding, "the error of " + squares +
                                           (terms_.size() == 1 ? ", rounded" : ", each rounded") +
                                           ", and of the root of their sum");
    }
    if (miss.sum == 0) {
      return say(FloatCause::cancellation,
                 squares + " cancel to exactly 0; what is left is rounding error");
    }
    const Rational condition = exact_total(terms_) / abs(miss.sum);
    answer_.condition = condition;
    const bool cancels = condition >= 8;
    const bool no_digit = sign_of(miss.claimed) != sign_of(miss.sum);
    say(cancels ? FloatCause::cancellation : FloatCause::rounding,
        cancels ? squares + " cancel: the relative error of a sum grows by " + in_words(condition) +
                      (no_digit ? ", and not even the sign is left" : "")
                : "the error of " + squares + ", each rounded");
  }

  [[nodiscard]] std::string computed(const Miss& miss) const {
    if (!std::isfinite(plain_.value)) return "no finite number";
    const double value = miss.root ? round_to(type_, std::sqrt(plain_.value)) : plain_.value;
    return in_words(from_binary64(value));
  }

  const std::vector<SquareTerm>& terms_;
  NumberType type_;
  PlainSum plain_;
  ClaimAnswer& answer_;
};

ClaimAnswer check_balance(CheckedModel& model, const FloatClaim& claim, const std::string& node,
                          const ClaimedNumber& number) {
  const NodeId v = model.node(node);
  const Rational& exact = model.balance()[v];
  const std::vector<SquareTerm> terms = model.law(v);
  ClaimAnswer answer;
  answer.what = "balance of " + node;
  answer.claimed = number.text;
  answer.value = exact;
  answer.exact = to_text(exact);
  if (claim.computed_as) answer.bound = sum_error_bound(*claim.computed_as, terms);
  const auto compare = [&](const Rational& q) { return sign_of(Rational(exact - q)); };
  take(answer, judge(number, claim.computed_as, compare, answer.bound));
  if (answer.verdict == ClaimVerdict::confirmed || !claim.computed_as) return answer;
  SumExplanation explanation(terms, *claim.computed_as, answer);
  const bool finite = number.kind == ClaimedNumber::Kind::finite &&
                      !FloatGrid(*claim.computed_as).overflows(number.value);
  if (!finite) {
    explanation.not_finite();
    return answer;
  }
  const Rational claimed = as_float(number, *claim.computed_as);
  const Rational error = abs(Rational(claimed - exact));
  explanation.finite({false, claimed, exact, [&](const Rational& q) { return error <= q; },
                      [&](NumberType type) { return sum_error_bound(type, terms); }},
                     claim.tolerance);
  return answer;
}

/// Σ|θ| over all weights; nothing if one of them overflows.
std::optional<Rational> sum_of_weights(const FloatGrid& grid, const Network& network) {
  Rational sum = 0;
  for (const Edge& edge : network.edges) {
    for (const Rational& weight : edge.weights) {
      if (grid.overflows(weight)) return std::nullopt;
      sum += abs(weight);
    }
  }
  return sum;
}

// The plain program rounds the weights, takes the least of the sums of their squares over all cuts,
// and a square root. Rounding a weight makes two more relative errors in its square, and absolute
// ones of at most η|θ|(1 + u) + η²/4 where it is below the normal range. So a cut of m weights and
// value S is off by at most γ_(m+2) S + (1 + γ)(m(η/2 + η²) + 2η Σ|θ|), and so is the least of all
// cuts. The root adds one rounding. The bound is that of the side where it is larger.
std::optional<Rational> distance_bound(NumberType type, CheckedModel& model) {
  const FloatGrid grid(type);
  const std::uint64_t weights = model.graph().weight_count();
  const std::optional<Rational> factor = gamma(type, weights + 2);
  const std::optional<Rational> sum = sum_of_weights(grid, model.network());
  if (!factor || !sum) return std::nullopt;
  const Rational& squared = model.nearest().value;
  const Rational eta = grid.least();
  const Rational m = Rational(Integer(weights));
  const Rational off =
      *factor * squared + (1 + *factor) * (m * (eta / 2 + eta * eta) + 2 * eta * *sum);
  const Rational u = grid.unit_roundoff();
  const Enclosure root = sqrt_enclosure(squared);
  const Rational above = sqrt_enclosure(squared + off).upper * (1 + u) - root.lower;
  const Rational least = squared > off ? Rational(squared - off) : Rational(0);
  const Rational below = root.upper - sqrt_enclosure(least).lower * (1 - u);
  return std::max(above, below);
}

/// The sign of √squared − q.
int compare_root(const Rational& squared, const Rational& q) {
  return q < 0 ? 1 : sign_of(Rational(squared - q * q));
}

void explain_distance(CheckedModel& model, const FloatClaim& claim, ClaimAnswer& answer) {
  const ClaimedNumber& number = claim.values.front();
  const std::vector<SquareTerm> terms = model.cut(model.nearest().set);
  SumExplanation explanation(terms, *claim.computed_as, answer);
  const bool finite = number.kind == ClaimedNumber::Kind::finite &&
                      !FloatGrid(*claim.computed_as).overflows(number.value);
  if (!finite) return explanation.not_finite();
  const Rational claimed = as_float(number, *claim.computed_as);
  const Rational& squared = model.nearest().value;
  const auto within = [&](const Rational& q) {
    return compare_root(squared, claimed - q) >= 0 && compare_root(squared, claimed + q) <= 0;
  };
  explanation.finite({true, claimed, squared, within,
                      [&](NumberType type) { return distance_bound(type, model); }},
                     claim.tolerance);
}

}  // namespace

std::string in_words(const Rational& q) { return to_decimal(q, 4); }

void take(ClaimAnswer& answer, const Judged& judged) {
  answer.verdict = judged.verdict;
  answer.ulps = judged.ulps;
}

std::vector<ClaimAnswer> check_balances(CheckedModel& model, const FloatClaim& claim) {
  std::vector<ClaimAnswer> answers;
  for (const auto& [node, number] : claim.numbers) {
    answers.push_back(check_balance(model, claim, node, number));
  }
  return answers;
}

std::vector<ClaimAnswer> check_distance(CheckedModel& model, const FloatClaim& claim) {
  ensure(claim.values.size() == 1, "a claim about the distance has one number");
  if (model.graph().hidden_count() == 0) {
    throw input_error("the model has no law, so there is no rank-deficient point",
                      "leave the claim out");
  }
  const Rational& squared = model.nearest().value;
  ClaimAnswer answer;
  answer.what = "distance to the nearest rank-deficient point";
  answer.claimed = claim.values.front().text;
  answer.exact = "sqrt(" + to_text(squared) + ")";
  answer.enclosure = sqrt_enclosure(squared);
  if (claim.computed_as) answer.bound = distance_bound(*claim.computed_as, model);
  const auto compare = [&](const Rational& q) { return compare_root(squared, q); };
  take(answer, judge(claim.values.front(), claim.computed_as, compare, answer.bound));
  if (answer.verdict != ClaimVerdict::confirmed && claim.computed_as) {
    explain_distance(model, claim, answer);
  }
  return {answer};
}

}  // namespace isthmus

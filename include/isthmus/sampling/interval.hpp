// Confidence intervals that keep their promise for every number of draws (theory §7).
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "isthmus/exact/ball.hpp"

namespace isthmus {

/// `hits` successes in `trials` independent trials of one unknown probability.
struct Count {
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;

  /// hits / trials. Requires trials > 0.
  [[nodiscard]] Rational share() const { return Rational(Integer(hits), Integer(trials)); }
};

/// The Clopper–Pearson interval: whatever the probability p of a success, the interval covers p
/// with probability at least `confidence`. lower is at most the largest p with P(hits or more)
/// <= risk, upper at least the smallest p with P(hits or fewer) <= risk, where risk = (1 -
/// confidence)/2; lower is off by less than 2^-23·hits/trials, upper by less than
/// 2^-23·(hits + 1)/trials. Dyadic, within [0, 1], and [0, 1] without trials. Requires hits <=
/// trials
/// <= 10^9 and 1/2 <= confidence < 1. About three values of the incomplete beta function an end.
[[nodiscard]] Enclosure clopper_pearson(Count count, const Rational& confidence);

/// Encloses the expectation of a whole number K in 0 … bound with the same promise, from draws of
/// it: at_least[j - 1] counts the draws with K >= j, for j = 1 … bound. Sums Clopper–Pearson
/// intervals for the probabilities of K >= j that hold together (each has (1 - confidence)/bound of
/// the risk).
[[nodiscard]] Enclosure mean_interval(const std::vector<Count>& at_least,
                                      const Rational& confidence);

/// clopper_pearson with a memory: counts that come back cost nothing.
class Intervals {
 public:
  explicit Intervals(Rational confidence) : confidence_(std::move(confidence)) {}

  [[nodiscard]] const Enclosure& of(Count count);
  [[nodiscard]] const Rational& confidence() const noexcept { return confidence_; }

 private:
  Rational confidence_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, Enclosure> known_;
};

}  // namespace isthmus

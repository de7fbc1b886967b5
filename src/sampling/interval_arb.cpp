// Clopper–Pearson intervals with proved ends.
//
// Problem: k successes in n trials. The lower end is the largest p with P(Binomial(n, p) >= k) <=
// r, the upper end the mirror image; rounding must never make the interval shorter. Idea:
// P(Binomial(n, p) >= k) = I_p(k, n - k + 1) grows with p. On the grid of multiples of 2^-m the
// lower end is the last point where the tail is *proved* to be at most r by an enclosure of the
// incomplete beta function. The upper end is 1 - q for the same question about failures.
// Search: bisection with sums of binomial probabilities in floating point guesses the point, which
// takes O(sqrt(n)) terms a step; enclosures there and at the next point then show, nearly always at
// once, that it is the last one, and otherwise lead to it. The answer is a property of the grid, so
// it does not depend on the guess. Source: C. Clopper, E. Pearson, Biometrika 26 (1934). Rejected:
// the normal approximation and Wilson's interval, which miss their confidence for probabilities
// near 0, and those are what is asked for here.
#include <algorithm>
#include <bit>
#include <cmath>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/probability.hpp"
#include "isthmus/sampling/interval.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t most_trials = 1'000'000'000;
constexpr int first_bits = 48;
constexpr int most_bits = 3072;

// ---- guesses -----------------------------------------------------------------------------------

/// log n!, by Stirling's series from 16 on.
double log_factorial(double n) {
  double sum = 0;
  if (n < 16) {
    for (double i = 2; i <= n; ++i) sum += std::log(i);
    return sum;
  }
  constexpr double half_log_two_pi = 0.91893853320467274178;
  return (n + 0.5) * std::log(n) - n + half_log_two_pi + 1 / (12 * n) - 1 / (360 * n * n * n);
}

/// About log P(Binomial(n, p) >= k), for p below the mean (k + 1)/(n + 1): the terms then decrease.
double log_tail(double n, double k, double p) {
  const double first = log_factorial(n) - log_factorial(k) - log_factorial(n - k) +
                       k * std::log(p) + (n - k) * std::log1p(-p);
  const double odds = p / (1 - p);
  double sum = 1;
  double term = 1;
  for (double j = k; j < n && term > 1e-18 * sum; ++j) {
    term *= (n - j) / (j + 1) * odds;
    sum += term;
  }
  return first + std::log(sum);
}

/// About the p with P(Binomial(n, p) >= k) = risk <= 1/4, which is below k/(n + 1).
double guess(double n, double k, double risk) {
  constexpr int steps = 50;
  const double log_risk = std::log(risk);
  double low = 0;
  double high = k / (n + 1);
  for (int step = 0; step < steps; ++step) {
    const double p = (low + high) / 2;
    (log_tail(n, k, p) <= log_risk ? low : high) = p;
  }
  return low;
}

// ---- proofs ------------------------------------------------------------------------------------

/// Is I_{j/2^m}(a, b) proved to be at most `risk`?
struct Tail {
  std::uint64_t a, b;
  Rational risk;
  int m;

  [[nodiscard]] bool holds(std::uint64_t j) const {
    const Rational q(Integer(j), Integer(1) << static_cast<unsigned>(m));
    for (int bits = first_bits;; bits *= 2) {
      const Enclosure tail = regularized_beta(q, Rational(a), Rational(b), bits);
      if (tail.upper <= risk) return true;
      if (tail.lower > risk || bits >= most_bits) return false;
    }
  }
};

/// The last j with tail.holds(j), from any starting point below 2^m. It holds at 0, not at 2^m.
std::uint64_t last_point(const Tail& tail, std::uint64_t start) {
  std::uint64_t low = 0;
  std::uint64_t high = std::uint64_t{1} << tail.m;
  std::uint64_t step = 1;
  for (std::uint64_t j = start; high - low > 1; step *= 2) {
    (tail.holds(j) ? low : high) = j;
    const bool bracketed = low > 0 && high < std::uint64_t{1} << tail.m;
    if (bracketed || j == 0) break;
    j = low > 0 ? std::min(low + step, high - 1) : high - std::min(step, high - 1);
  }
  while (high - low > 1) {
    const std::uint64_t j = low + (high - low) / 2;
    (tail.holds(j) ? low : high) = j;
  }
  return low;
}

/// Enough binary places for 24 digits of k/n. Requires 0 < k <= n.
int places(std::uint64_t k, std::uint64_t n) {
  return 25 + static_cast<int>(std::bit_width(n)) - static_cast<int>(std::bit_width(k));
}

/// The largest multiple p of 2^-m with P(Binomial(n, p) >= k) <= risk.
Rational largest_point(std::uint64_t n, std::uint64_t k, const Rational& risk, int m) {
  const double p = guess(static_cast<double>(n), static_cast<double>(k), to_binary64(risk));
  const auto start = static_cast<std::uint64_t>(std::ldexp(p, m));
  const std::uint64_t j = last_point({k, n - k + 1, risk, m}, start);
  return Rational(Integer(j), Integer(1) << static_cast<unsigned>(m));
}

}  // namespace

Enclosure clopper_pearson(Count count, const Rational& confidence) {
  const auto [k, n] = count;
  ensure(k <= n && n <= most_trials, "a count has at most as many hits as trials");
  ensure(confidence * 2 >= 1 && confidence < 1, "a confidence is from 1/2 to below 1");
  const Rational risk = (1 - confidence) / 2;
  Enclosure interval{0, 1};
  if (k > 0) interval.lower = largest_point(n, k, risk, places(k, n));
  if (k < n) interval.upper = 1 - largest_point(n, n - k, risk, places(k + 1, n));
  return interval;
}

Enclosure mean_interval(const std::vector<Count>& at_least, const Rational& confidence) {
  Enclosure mean{0, 0};
  if (at_least.empty()) return mean;
  Intervals intervals(1 - (1 - confidence) / Rational(at_least.size()));
  for (const Count& count : at_least) {
    const Enclosure& interval = intervals.of(count);
    mean.lower += interval.lower;
    mean.upper += interval.upper;
  }
  return mean;
}

const Enclosure& Intervals::of(Count count) {
  const auto [place, is_new] = known_.try_emplace({count.hits, count.trials});
  if (is_new) place->second = clopper_pearson(count, confidence_);
  return place->second;
}

}  // namespace isthmus

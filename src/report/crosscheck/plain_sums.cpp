// The error of a sum of squares, with proof.
//
// Let θ̂ be the weights rounded to the type, u its unit roundoff and η its least positive number. A
// computed square is θ̂²(1 + δ) + ε with |δ| <= u and |ε| <= η/2, where one of the two is 0:
// rounding is relative in the normal range and absolute below. An addition makes only a relative
// error, since sums of numbers of the type that fall below the normal range are exact. A term
// passes through one multiplication and at most n − 1 additions, whatever their order. So the
// computed sum is Σ ±(θ̂²(1 + δ') + ε') with |δ'| <= γ_n and |ε'| <= (1 + γ_n) η/2, and
//   |computed − Σ±θ²| <= |Σ±θ̂² − Σ±θ²| + γ_n Σθ̂² + n (1 + γ_n) η/2,
// γ_n = nu/(1 − nu). The first part is computed exactly; it is 0 if the weights are numbers of the
// type. Source: Higham, Accuracy and Stability of Numerical Algorithms, §3.1, §4.2, and
// Theorem 3.4. Rejected: running error bounds, which hold for one order of the additions only.
#include "report/crosscheck/plain_sums.hpp"

#include <cmath>

#include "isthmus/exact/binary.hpp"

namespace isthmus {
namespace {

double nearest_double(const Rational& q) {
  const FloatGrid doubles(NumberType::binary64);
  if (doubles.overflows(q)) return q > 0 ? HUGE_VAL : -HUGE_VAL;
  return to_binary64(q);
}

/// q rounded to the type at once, not by way of binary64.
double cast(NumberType type, const FloatGrid& grid, const Rational& q) {
  if (type == NumberType::binary64) return nearest_double(q);
  if (grid.overflows(q)) return q > 0 ? HUGE_VAL : -HUGE_VAL;
  return to_binary64(grid.rounded(q));
}

}  // namespace

PlainSum plain_sum(NumberType type, const std::vector<SquareTerm>& terms) {
  const FloatGrid grid(type);
  const double least_normal = to_binary64(grid.least_normal());
  PlainSum sum;
  double plus = 0;
  double minus = 0;
  for (const SquareTerm& term : terms) {
    const double weight = cast(type, grid, term.weight);
    const double square = round_to(type, weight * weight);
    if (term.weight != 0 && square < least_normal) {
      const Rational lost = term.weight * term.weight - from_binary64(square);
      sum.underflow = sum.underflow || lost != 0;
      sum.lost += abs(lost);
    }
    double& side = term.minus ? minus : plus;
    side = round_to(type, side + square);
  }
  sum.overflow = std::isinf(plus) || std::isinf(minus);
  sum.value = round_to(type, plus - minus);
  return sum;
}

Rational exact_sum(const std::vector<SquareTerm>& terms) {
  Rational sum = 0;
  for (const SquareTerm& term : terms) {
    const Rational square = term.weight * term.weight;
    term.minus ? sum -= square : sum += square;
  }
  return sum;
}

Rational exact_total(const std::vector<SquareTerm>& terms) {
  Rational sum = 0;
  for (const SquareTerm& term : terms) sum += term.weight * term.weight;
  return sum;
}

std::optional<Rational> gamma(NumberType type, std::uint64_t n) {
  const Rational nu = Rational(Integer(n)) * FloatGrid(type).unit_roundoff();
  if (nu >= 1) return std::nullopt;
  return Rational(nu / (1 - nu));
}

std::optional<Rational> sum_error_bound(NumberType type, const std::vector<SquareTerm>& terms) {
  const FloatGrid grid(type);
  const std::optional<Rational> factor = gamma(type, terms.size());
  if (!factor) return std::nullopt;
  std::vector<SquareTerm> rounded;
  rounded.reserve(terms.size());
  for (const SquareTerm& term : terms) {
    if (grid.overflows(term.weight)) return std::nullopt;
    rounded.push_back({grid.rounded(term.weight), term.minus});
  }
  const Rational shift = abs(Rational(exact_sum(rounded) - exact_sum(terms)));
  const Rational below = Rational(Integer(terms.size())) * (1 + *factor) * grid.least() / 2;
  return Rational(shift + *factor * exact_total(rounded) + below);
}

}  // namespace isthmus

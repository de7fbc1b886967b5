// Inertia by elimination in ball arithmetic: the pivots are enclosed, and where no enclosure holds
// 0 their signs are proved. Radii grow from pivot to pivot, so a run that fails is repeated with
// twice the bits; an eigenvalue that is exactly the shift fails at every precision and is left to
// fractions. Entries that are exactly 0 stay so and are skipped.
#include <vector>

#include "exact/arb_types.hpp"
#include "isthmus/exact/inertia.hpp"

namespace isthmus {
namespace {

class BallElimination {
 public:
  BallElimination(const RationalMatrix& a, const Rational& shift, slong precision)
      : n_(static_cast<slong>(a.rows())), precision_(precision), rest_(n_, n_) {
    for (slong i = 0; i < n_; ++i) {
      for (slong j = 0; j <= i; ++j) {
        const Rational& entry = a(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
        set_ball(rest_.at(i, j), i == j ? Rational(entry - shift) : entry, precision);
      }
    }
  }

  std::optional<Inertia> run() {
    Inertia found;
    for (slong p = 0; p < n_; ++p) {
      if (arb_contains_zero(rest_.at(p, p)) != 0) return std::nullopt;
      (arb_is_negative(rest_.at(p, p)) != 0 ? found.negative : found.positive) += 1;
      eliminate(p);
    }
    return found;
  }

 private:
  void eliminate(slong p) {
    std::vector<slong> touched;
    for (slong i = p + 1; i < n_; ++i) {
      if (arb_is_zero(rest_.at(i, p)) == 0) touched.push_back(i);
    }
    Ball factor;
    for (const slong i : touched) {
      arb_div(factor.get(), rest_.at(i, p), rest_.at(p, p), precision_);
      for (const slong j : touched) {
        if (j > i) break;
        arb_submul(rest_.at(i, j), factor.get(), rest_.at(j, p), precision_);
      }
    }
  }

  slong n_;
  slong precision_;
  BallMatrix rest_;  ///< the lower triangle
};

}  // namespace

std::optional<Inertia> inertia_by_balls(const RationalMatrix& a, const Rational& shift,
                                        long largest_precision) {
  for (slong precision = 128; precision <= largest_precision; precision *= 2) {
    if (auto found = BallElimination(a, shift, precision).run()) return found;
  }
  return std::nullopt;
}

}  // namespace isthmus

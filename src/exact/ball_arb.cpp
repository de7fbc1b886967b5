// The smallest eigenvalue of a symmetric positive definite matrix, enclosed with proof.
//
// Idea: guess in floating point of any precision, prove in ball arithmetic.
//   Upper end. For every vector v != 0 the Rayleigh quotient vᵀAv / vᵀv is at least the smallest
//     eigenvalue; evaluated with balls its upper bound is a proved upper end.
//   Lower end. Let L be any matrix (here: an approximate Cholesky factor of A - μI) and
//     E = A - μI - LLᵀ, enclosed with balls. Since LLᵀ is positive semidefinite,
//     xᵀAx >= (μ - ‖E‖)·xᵀx: the number μ - ‖E‖ is a proved lower end.
// Search: v comes from inverse iteration with the factor of A - μI, starting at μ = 0. After a
// few steps the residual r = ‖Av - ρv‖ of the Rayleigh quotient ρ bounds the distance to some
// eigenvalue, so ρ - 2r is the next μ if its factorisation exists. The shift stays below the
// spectrum and comes as close as v is good: convergence ends superlinear, also for clusters.
// A factorisation that fails shows (without proof) that v follows a larger eigenvalue; then the
// next shift is half-way back and iteration goes on. Nothing of the search is trusted.
// Precision: when the target is missed, everything is redone with twice the bits; the bits needed
// are about the target plus the logarithm of the condition number.
// Complexity: O(n³) operations per factorisation and proof, about five of each per precision.
// Source: S. M. Rump, Verification of positive definiteness, BIT 46 (2006), with the rounding
// analysis replaced by an explicit residual.
// Rejected: Cholesky in ball arithmetic (radii grow exponentially with n, so that n = 400 would
// need hundreds of extra bits) and Arb's complex eigenvalue enclosures (fail on multiple
// eigenvalues).
#include "isthmus/exact/ball.hpp"

#include <optional>
#include <utility>

#include "exact/arb_types.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr slong largest_precision = 1 << 14;
constexpr int inverse_steps_per_shift = 3;
constexpr int most_shifts = 40;

void check(const RationalMatrix& a) {
  ensure(a.rows() == a.cols() && a.rows() > 0, "eigenvalues are taken of a square matrix");
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      ensure(a(i, j) == a(j, i), "the smallest eigenvalue is taken of a symmetric matrix");
    }
  }
}

[[nodiscard]] BallMatrix enclose(const RationalMatrix& a, slong precision) {
  const auto n = static_cast<slong>(a.rows());
  BallMatrix balls(n, n);
  for (slong i = 0; i < n; ++i) {
    for (slong j = 0; j < n; ++j) set_ball(balls.at(i, j), a(i, j), precision);
  }
  return balls;
}

/// A start vector without any symmetry that an eigenvector might be orthogonal to.
[[nodiscard]] BallMatrix start_vector(slong n) {
  BallMatrix v(n, 1);
  std::uint32_t noise = 1;
  for (slong i = 0; i < n; ++i) {
    noise = noise * 1664525U + 1013904223U;
    arb_set_ui(v.at(i, 0), (1U << 16U) + (noise >> 16U));
  }
  return v;
}

/// The next diagonal entry of a Cholesky factor: sqrt(pivot), if the pivot is positive.
[[nodiscard]] bool set_root(arb_ptr entry, arb_srcptr pivot, slong precision) {
  if (arf_sgn(arb_midref(pivot)) <= 0) return false;
  arf_sqrt(arb_midref(entry), arb_midref(pivot), precision, ARF_RND_DOWN);
  return true;
}

/// An approximate lower Cholesky factor of a - shift·I, radii zero; none if a pivot is not
/// positive.
[[nodiscard]] std::optional<BallMatrix> factorise(const BallMatrix& a, const Ball& shift,
                                                  slong precision) {
  BallMatrix lower(a.rows(), a.rows());
  Ball rest;
  for (slong i = 0; i < a.rows(); ++i) {
    for (slong j = 0; j <= i; ++j) {
      arb_approx_dot(rest.get(), a.at(i, j), 1, lower.at(i, 0), 1, lower.at(j, 0), 1, j, precision);
      if (i == j) {
        arf_sub(rest.mid(), rest.mid(), shift.mid(), precision, ARF_RND_DOWN);
        if (!set_root(lower.at(i, i), rest.get(), precision)) return std::nullopt;
      } else {
        arf_div(arb_midref(lower.at(i, j)), rest.mid(), arb_midref(lower.at(j, j)), precision,
                ARF_RND_DOWN);
      }
    }
  }
  return lower;
}

/// Approximate eigenvector search at one precision; see the essay.
class Search {
 public:
  Search(const BallMatrix& a, int bits, slong precision)
      : a_(a), bits_(bits), precision_(precision), v_(start_vector(a.rows())), factor_(0, 0) {}

  /// False if not even `a` itself can be factorised at this precision.
  [[nodiscard]] bool run() {
    if (!move_shift_to(Ball())) return false;
    for (int round = 0; round < most_shifts && !close_enough(); ++round) {
      const bool converging = iterate();
      const bool moved = advance_shift();
      if (!converging && !moved) break;
    }
    return true;
  }

  [[nodiscard]] Enclosure proved() const {
    Float upper;
    arb_get_ubound_arf(upper.get(), rayleigh_.get(), precision_);
    return {proved_lower_end(), to_rational(upper.get())};
  }

 private:
  [[nodiscard]] bool move_shift_to(const Ball& shift) {
    std::optional<BallMatrix> factor = factorise(a_, shift, precision_);
    if (!factor) return false;
    factor_ = std::move(*factor);
    shift_ = shift;
    return true;
  }

  /// Some steps of inverse iteration, then the Rayleigh quotient (a ball around the true one).
  /// False if the residual did not shrink by a sixteenth: the precision is used up.
  [[nodiscard]] bool iterate() {
    BallMatrix transposed(a_.rows(), a_.rows());
    arb_mat_transpose(transposed.get(), factor_.get());
    BallMatrix half_way(a_.rows(), 1);
    for (int step = 0; step < inverse_steps_per_shift; ++step) {
      arb_mat_approx_solve_tril(half_way.get(), factor_.get(), v_.get(), 0, precision_);
      arb_mat_approx_solve_triu(v_.get(), transposed.get(), half_way.get(), 0, precision_);
      arb_mat_get_mid(v_.get(), v_.get());
    }
    Float threshold;
    arf_mul_ui(threshold.get(), residual_.mid(), 15, precision_, ARF_RND_DOWN);
    arf_mul_2exp_si(threshold.get(), threshold.get(), -4);
    const bool first = arf_is_zero(rayleigh_.mid());
    measure();
    return first || arf_cmp(residual_.mid(), threshold.get()) < 0;
  }

  void measure() {
    BallMatrix image(a_.rows(), 1);
    arb_mat_mul(image.get(), a_.get(), v_.get(), precision_);
    const slong n = a_.rows();
    Ball square;
    arb_dot(square.get(), nullptr, 0, v_.at(0, 0), 1, v_.at(0, 0), 1, n, precision_);
    arb_dot(rayleigh_.get(), nullptr, 0, v_.at(0, 0), 1, image.at(0, 0), 1, n, precision_);
    arb_div(rayleigh_.get(), rayleigh_.get(), square.get(), precision_);
    for (slong i = 0; i < n; ++i) {
      arb_submul(image.at(i, 0), rayleigh_.get(), v_.at(i, 0), precision_);
    }
    Ball length;
    arb_sqrt(length.get(), square.get(), precision_);
    arb_mat_frobenius_norm(residual_.get(), image.get(), precision_);
    arb_div(residual_.get(), residual_.get(), length.get(), precision_);
  }

  /// Moves the shift to ρ - 2r, or half of the way to there (a quarter, …) if that is too far.
  [[nodiscard]] bool advance_shift() {
    Ball step;  // from the old shift to ρ - max(2r, ρ·2^-(bits+2))
    arb_mul_2exp_si(step.get(), residual_.get(), 1);
    Ball margin;
    arb_mul_2exp_si(margin.get(), rayleigh_.get(), -(bits_ + 2));
    if (arf_cmp(step.mid(), margin.mid()) < 0) step = margin;
    arb_sub(step.get(), rayleigh_.get(), step.get(), precision_);
    arb_sub(step.get(), step.get(), shift_.get(), precision_);
    for (int attempt = 0; attempt < 4 && arf_sgn(step.mid()) > 0; ++attempt) {
      Ball next;
      arf_add(next.mid(), shift_.mid(), step.mid(), precision_, ARF_RND_DOWN);
      if (move_shift_to(next)) return true;
      arb_mul_2exp_si(step.get(), step.get(), -1);
    }
    return false;
  }

  /// The shift is within ρ·2^-(bits+1) of ρ.
  [[nodiscard]] bool close_enough() const {
    Float gap;
    Float target;
    arf_sub(gap.get(), rayleigh_.mid(), shift_.mid(), precision_, ARF_RND_UP);
    arf_mul_2exp_si(target.get(), rayleigh_.mid(), -(bits_ + 1));
    return arf_sgn(rayleigh_.mid()) > 0 && arf_cmp(gap.get(), target.get()) <= 0;
  }

  /// A lower bound of shift - ‖A - shift·I - LLᵀ‖.
  [[nodiscard]] Rational proved_lower_end() const {
    const slong n = a_.rows();
    BallMatrix transposed(n, n);
    arb_mat_transpose(transposed.get(), factor_.get());
    BallMatrix error(n, n);
    arb_mat_mul(error.get(), factor_.get(), transposed.get(), precision_);
    arb_mat_sub(error.get(), a_.get(), error.get(), precision_);
    for (slong i = 0; i < n; ++i) {
      arb_sub(error.at(i, i), error.at(i, i), shift_.get(), precision_);
    }
    Ball bound;
    arb_mat_frobenius_norm(bound.get(), error.get(), precision_);
    arb_sub(bound.get(), shift_.get(), bound.get(), precision_);
    Float lower;
    arb_get_lbound_arf(lower.get(), bound.get(), precision_);
    return to_rational(lower.get());
  }

  const BallMatrix& a_;
  int bits_;
  slong precision_;
  Ball shift_;  // exact; a - shift·I has the approximate Cholesky factor factor_
  BallMatrix v_;
  BallMatrix factor_;
  Ball rayleigh_;
  Ball residual_;
};

[[nodiscard]] bool narrow_enough(const Enclosure& e, int bits) {
  const Rational width = e.upper - e.lower;
  return width * Rational(Integer(1) << static_cast<std::size_t>(bits)) <= e.lower;
}

}  // namespace

Enclosure smallest_eigenvalue(const RationalMatrix& a, int bits) {
  check(a);
  ensure(bits > 0, "an enclosure has at least one correct bit");
  std::optional<Enclosure> best;
  for (slong precision = bits + 64; precision <= largest_precision; precision *= 2) {
    const BallMatrix balls = enclose(a, precision);
    Search search(balls, bits, precision);
    if (!search.run()) continue;
    const Enclosure found = search.proved();
    if (sign_of(found.lower) <= 0) continue;
    if (!best || found.upper - found.lower < best->upper - best->lower) best = found;
    if (narrow_enough(*best, bits)) return *best;
  }
  if (best) return *best;
  throw limit_error("the matrix could not be proved positive definite with " +
                        std::to_string(largest_precision) + " bits",
                    "check that it has no eigenvalue zero");
}

}  // namespace isthmus

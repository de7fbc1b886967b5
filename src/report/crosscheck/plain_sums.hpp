// What the plain floating-point program does, and how far off it can be.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/exact/float_grid.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// One weight in a sum of ±θ².
struct SquareTerm {
  Rational weight;
  bool minus = false;
};

/// The sum of ±θ² as a loop in numbers of one type computes it: the sum of the plus terms and that
/// of the minus terms, in order, then their difference.
struct PlainSum {
  double value = 0;        ///< may be infinite or NaN
  bool overflow = false;   ///< a weight, square or sum became infinite
  bool underflow = false;  ///< the square of a nonzero weight lost digits at the lower end
  Rational lost;           ///< Σ |θ² − its computed square| over those weights
};
[[nodiscard]] PlainSum plain_sum(NumberType type, const std::vector<SquareTerm>& terms);

/// A bound on |computed − exact| for the sum of ±θ² in numbers of `type`, whatever the order of the
/// additions, provided that nothing overflows; nothing if a weight overflows or there are too
/// many terms. See plain_sums.cpp for the proof.
[[nodiscard]] std::optional<Rational> sum_error_bound(NumberType type,
                                                      const std::vector<SquareTerm>& terms);

/// Σ ±θ² and Σ θ², exactly.
[[nodiscard]] Rational exact_sum(const std::vector<SquareTerm>& terms);
[[nodiscard]] Rational exact_total(const std::vector<SquareTerm>& terms);

/// γ_n = nu / (1 − nu) for unit roundoff u; nothing if nu >= 1.
[[nodiscard]] std::optional<Rational> gamma(NumberType type, std::uint64_t n);

}  // namespace isthmus

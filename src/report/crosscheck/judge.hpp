// A claimed number against a real number that can only be compared with fractions.
#pragma once

#include <functional>

#include "isthmus/exact/float_grid.hpp"
#include "isthmus/formats/claims.hpp"
#include "isthmus/report/crosscheck.hpp"

namespace isthmus {

/// The sign of (exact value − q), decided exactly.
using Comparison3 = std::function<int(const Rational& q)>;

struct Judged {
  ClaimVerdict verdict = ClaimVerdict::refuted;
  std::optional<std::uint64_t> ulps;     ///< nothing for numbers that are no floats
  std::optional<GridPosition> position;  ///< of the exact value, rounded to the claimed type
};

/// The definition of the verdicts on numbers (docs/crosscheck.md). `bound` is nothing if plain sums
/// have none. About 2·log2(ulps) comparisons.
[[nodiscard]] Judged judge(const ClaimedNumber& claimed, const std::optional<NumberType>& type,
                           const Comparison3& exact, const std::optional<Rational>& bound);

/// The position that the exact value rounds to, searched from `start` on.
[[nodiscard]] GridPosition rounded_position(const FloatGrid& grid, const Comparison3& exact,
                                            GridPosition start);

/// The numbers that round to `position`: what the exact value lies between. Of an infinity only
/// those less than twice the last number, which may not be all that is asked for.
[[nodiscard]] Enclosure cell_of(const FloatGrid& grid, GridPosition position);

}  // namespace isthmus

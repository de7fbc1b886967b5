// Rounding a number that nobody can write down.
//
// A square root or an eigenvalue is known only by comparisons with fractions, but that is enough:
// the number it rounds to is where the comparisons with the midpoints between neighbours turn.
// The search starts at the claimed number and doubles its step, since most claims are near.
#include "report/crosscheck/judge.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace isthmus {
namespace {

Rational middle(const FloatGrid& grid, GridPosition at) {
  return (grid.value(at) + grid.value(at + 1)) / 2;
}

/// The exact value rounds to a position above `at`. Ties go to even positions, whose last digit
/// is 0.
bool rounds_above(const FloatGrid& grid, const Comparison3& exact, GridPosition at) {
  const int side = exact(middle(grid, at));
  return side > 0 || (side == 0 && at % 2 != 0);
}

/// The claim has the sign of the exact value.
bool same_sign(const Rational& claimed, const Comparison3& exact) {
  return exact(0) == sign_of(claimed);
}

/// |claimed − exact| < |exact|: at least the order of magnitude is right.
bool beats_zero(const Rational& claimed, const Comparison3& exact) {
  return claimed != 0 && exact(claimed / 2) == sign_of(claimed);
}

bool near(const Rational& claimed, const Comparison3& exact, const Rational& bound) {
  return exact(claimed - bound) >= 0 && exact(claimed + bound) <= 0;
}

std::uint64_t distance(GridPosition a, GridPosition b) {
  return static_cast<std::uint64_t>(std::max(a, b)) - static_cast<std::uint64_t>(std::min(a, b));
}

}  // namespace

GridPosition rounded_position(const FloatGrid& grid, const Comparison3& exact, GridPosition start) {
  // low: the value rounds to a position above it; high: to it or below.
  const GridPosition end = grid.infinity();
  start = std::clamp(start, -end, end);
  GridPosition low = -end - 1;
  GridPosition high = end;
  const bool upwards = start < end && rounds_above(grid, exact, start);
  (upwards ? low : high) = start;
  // Positions take up all of their type: sums and differences of two may not fit.
  for (GridPosition step = 1; step < high / 4 - low / 4; step *= 2) {
    const GridPosition at = upwards ? low + step : high - step;
    if (rounds_above(grid, exact, at)) {
      low = at;
      if (!upwards) break;
    } else {
      high = at;
      if (upwards) break;
    }
  }
  while (low + 1 < high) {
    const GridPosition at = std::midpoint(low, high);
    (rounds_above(grid, exact, at) ? low : high) = at;
  }
  return high;
}

Enclosure cell_of(const FloatGrid& grid, GridPosition position) {
  const GridPosition end = grid.infinity();
  const Rational low = position == -end ? grid.value(-end) * 2 : middle(grid, position - 1);
  const Rational high = position == end ? grid.value(end) * 2 : middle(grid, position);
  return {low, high};
}

Judged judge(const ClaimedNumber& claimed, const std::optional<NumberType>& type,
             const Comparison3& exact, const std::optional<Rational>& bound) {
  Judged judged;
  const bool finite = claimed.kind == ClaimedNumber::Kind::finite;
  if (!type) {
    if (finite && exact(claimed.value) == 0) judged.verdict = ClaimVerdict::confirmed;
    return judged;
  }
  const FloatGrid grid(*type);
  const GridPosition start = finite ? grid.position(claimed.value) : 0;
  judged.position = rounded_position(grid, exact, start);
  if (!finite) return judged;
  judged.ulps = distance(*judged.position, start);
  const bool overflown = std::abs(start) == grid.infinity();
  const Rational number = overflown ? claimed.value : grid.value(start);
  const bool written = exact(claimed.value) == 0;
  if (written || (judged.ulps == 0U && !overflown && same_sign(number, exact))) {
    judged.verdict = ClaimVerdict::confirmed;
  } else if (bound && !overflown && beats_zero(number, exact) && near(number, exact, *bound)) {
    judged.verdict = ClaimVerdict::within_rounding;
  }
  return judged;
}

}  // namespace isthmus

// A way into a case without a chart, through the chart of the case that it was split from.
#pragma once

#include <cstdint>
#include <optional>

#include "isthmus/pattern/charts.hpp"
#include "pattern/charts/chart_trial_flint.hpp"

namespace isthmus {

/// A case and its chart, which holds where the denominators do not vanish.
struct Approach {
  ChartCase chart_case;
  Orientation side;
  Candidate candidate;
};

/// Factors X(ε), Y(ε) of matrices of the case that tend to `limit`, a matrix of the case at which
/// only denominators of the chart vanish; `frame` is the one of the chart's side. X is a polynomial
/// in ε; Y is cut off after ε^0, so the product is the limit + O(ε). Nothing if no direction drawn
/// leaves the zeros of the denominators.
[[nodiscard]] std::optional<std::vector<std::vector<std::vector<Laurent>>>> approaching_factors(
    const Approach& approach, const ChartFrame& frame, const EntryTable& table, const Ring& ring,
    const RationalMatrix& limit, std::uint64_t seed);

}  // namespace isthmus

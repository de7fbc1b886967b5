// The search behind prove_by_charts, in a build that has FLINT.
#pragma once

#include "isthmus/pattern/charts.hpp"

namespace isthmus {

/// prove_by_charts without the final check; requires a state within its limits.
[[nodiscard]] ChartSearch search_charts(const PatternState& state, ChartOptions options);

}  // namespace isthmus

// The door of the chart search: limits before, the check after.
#include "isthmus/pattern/charts.hpp"

#include <utility>

#include "isthmus/error.hpp"
#include "pattern/charts/chart_frame.hpp"
#include "pattern/charts/chart_search.hpp"

namespace isthmus {
namespace {

#ifndef ISTHMUS_NUMBERS_BOOST
bool within_limits(const PatternState& state) {
  const ChartFrame frame = chart_frame(state, Orientation::rows);
  std::size_t entries = 0;
  for (const IndexSet& observed : frame.observed) entries += observed.size();
  return frame.lines.size() <= 64 && frame.places.size() <= 64 && entries <= 64;
}
#endif

}  // namespace

#ifdef ISTHMUS_NUMBERS_BOOST
ChartSearch prove_by_charts(const PatternState&, ChartOptions) {
  return {{}, {}, "charts need FLINT, which this build does not have"};
}
#else
ChartSearch prove_by_charts(const PatternState& state, ChartOptions options) {
  if (!within_limits(state)) return {{}, {}, "the state is too large for charts"};
  ChartSearch found = search_charts(state, std::move(options));
  if (found.tree) {
    const std::string fault = check_charts(state, *found.tree);
    ensure(fault.empty(), ("a tree of charts is a proof: " + fault).c_str());
  }
  return found;
}
#endif

}  // namespace isthmus

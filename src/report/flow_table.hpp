// The table of logged points in the text of `isthmus flow`.
#pragma once

#include <string>
#include <vector>

#include "isthmus/report/flow.hpp"
#include "report/names.hpp"

namespace isthmus {

/// The head and up to eleven rows (the first, the last and nine between), each a line of at most
/// `width` columns as far as it can be: columns come closer, and then some are left out, which the
/// last line says.
[[nodiscard]] std::vector<std::string> flow_table(const FlowReport& report, const FlowRun& run,
                                                  const Names& names, std::size_t width);

}  // namespace isthmus

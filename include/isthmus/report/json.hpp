// The report of `isthmus analyze` as JSON: format "isthmus-report" version 1.
#pragma once

#include <iosfwd>
#include <string>

#include "isthmus/report/analysis.hpp"

namespace isthmus {

/// Writes the report with the keys of docs/report-format.md in their fixed order: two runs on
/// the same input write the same bytes. Streams, so the memory is that of the analysis.
void write_json(std::ostream& out, const Analysis& analysis);

/// The same reports as one JSON array, for several inputs at once.
void write_json(std::ostream& out, const std::vector<Analysis>& analyses);

/// write_json into a string.
[[nodiscard]] std::string analysis_to_json(const Analysis& analysis);

}  // namespace isthmus

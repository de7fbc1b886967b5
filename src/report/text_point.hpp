// The section of the text report about the given weights.
#pragma once

#include "isthmus/report/analysis.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {

/// Rank, local form and distance. Requires analysis.point.
void write_point(Page& page, const Names& names, const Analysis& analysis);

}  // namespace isthmus

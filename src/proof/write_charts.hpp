// The steps of a chart tree, as certificates have them.
#pragma once

#include "isthmus/pattern/evidence.hpp"
#include "proof/write_forms.hpp"

namespace isthmus {

/// Writes the list of docs/certificate.md, "Charts".
void write_charts(const ChartTree& tree, TextBuffer& out);

}  // namespace isthmus

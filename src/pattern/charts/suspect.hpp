// From the matrix of a case without a chart to a witness.
#pragma once

#include <cstddef>
#include <optional>

#include "isthmus/pattern/charts.hpp"

namespace isthmus {

/// The suspect as a witness of the state, its window the whole state (pattern/witness/forms.hpp),
/// if it comes with factors and the refuter shows that it is not attained, seen by rows or by
/// columns. `column_count` is that of the pattern.
[[nodiscard]] std::optional<Witness> refuted_suspect(const PatternState& state,
                                                     const ChartSuspect& suspect,
                                                     std::size_t column_count, Budget& budget);

}  // namespace isthmus

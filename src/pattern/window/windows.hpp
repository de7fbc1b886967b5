// Windows: rows and columns of a state that alone are enough for it not to be closed (R6).
#pragma once

#include <optional>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// Rows and columns of a state. All neurons stay, cut down to them: heredity fails for neurons.
struct Window {
  IndexSet rows, columns;
};

/// A window whose reduced parts look not closed (catalogue.hpp): a corner or fork first, found by
/// looking for entries that one neuron covers alone, then all windows up to 3 × 4 in order, until
/// the budget ends. Nothing found says nothing.
[[nodiscard]] std::optional<Window> find_window(const PatternState& state, Budget& budget);

}  // namespace isthmus

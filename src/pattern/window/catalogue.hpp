// Small windows that are known not to be closed.
#pragma once

#include <vector>

#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// The minimal forbidden windows of three neurons: 71 patterns of sizes 2×2 to 3×4, up to symmetry.
[[nodiscard]] std::vector<PatternState> forbidden_windows();

/// Whether a connected reduced state is one that theorems T2 or T3 or the list say is not closed.
/// A "no" says nothing; a "yes" is worth a search for a witness.
[[nodiscard]] bool looks_not_closed(const PatternState& state);

}  // namespace isthmus

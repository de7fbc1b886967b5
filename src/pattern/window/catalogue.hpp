// Small windows that are known not to be closed.
#pragma once

#include <vector>

#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// The minimal forbidden windows of three neurons, up to symmetry: 76 patterns of sizes 2×2 to 3×5
/// and 4×4. All that there are, but for one class that is undecided (docs/atlas.md).
[[nodiscard]] std::vector<PatternState> forbidden_windows();

/// Whether a connected reduced state is one that theorems T2 or T3 or the list say is not closed.
/// A "no" says nothing; a "yes" is worth a search for a witness.
[[nodiscard]] bool looks_not_closed(const PatternState& state);

}  // namespace isthmus

// Rational charts: a proof that a state is closed because every matrix is attained (Theory §9,
// T14).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/laurent.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// How prove_by_charts searches.
struct ChartOptions {
  std::uint64_t seed = 0;     ///< of the random charts that are tried
  std::uint32_t tries = 300;  ///< charts drawn for each case; ten times as many if none is found
  Budget budget{20'000};      ///< one step for each chart drawn
};

/// A matrix of a case for which no chart was found: it may well not be attained.
struct ChartSuspect {
  RationalMatrix limit{0, 0};  ///< rows and columns as in the pattern; 0 where none is observed
  /// X(ε), neurons × columns, and Y(ε), rows × neurons, supported on the state, whose product is
  /// the limit + O(ε) where it is observed; none if no chart was found that leads to the case.
  std::vector<std::vector<std::vector<Laurent>>> factors;
};

/// What prove_by_charts found out. Without a tree nothing is decided.
struct ChartSearch {
  std::optional<ChartTree> tree;
  std::optional<ChartSuspect> suspect;  ///< if there is no tree because a case has no chart
  /// Why there is no tree, as a clause: the budget; no chart for a case; not built in.
  std::string reason;
};

/// Looks for a tree of charts; deterministic. Every tree passes check_charts (Error (internal) if
/// not). States of more than 64 rows or columns, or covered entries, are not tried.
/// Needs FLINT: a build with header-only numbers finds nothing and says so.
[[nodiscard]] ChartSearch prove_by_charts(const PatternState& state, ChartOptions options = {});

/// Replays a tree with polynomial arithmetic of its own, as "Charts" in docs/certificate.md says.
/// Empty if it proves that every limit of attained matrices is attained, so that the state is
/// closed; else the first step that fails, and why. Stops after 10^8 products of terms, as failing.
[[nodiscard]] std::string check_charts(const PatternState& state, const ChartTree& tree);

/// Does a tree that passes show more: that all matrices on the covered observed entries of the
/// state are attained?
[[nodiscard]] bool attains_everything(const ChartTree& tree);

}  // namespace isthmus

// The connected reduced states of a pattern, decided one after another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/pattern/decide.hpp"
#include "pattern/reduce/reduce.hpp"

namespace isthmus {

/// What is known of the leaves: a witness of one of them, or the rule that proves each closed.
struct LeafDecision {
  std::vector<std::optional<ClosedRule>> rules;  ///< one for each leaf
  std::optional<std::size_t> refuted;            ///< the leaf that is not closed
  std::optional<Witness> witness;                ///< a witness of that leaf
  std::vector<std::string> tried;                ///< what did not decide some leaf, each once
};

/// Decides the leaves of a reduction by stages, each for all leaves before the next: the
/// theorems; forbidden windows and a short search for witnesses; charts; a long search. Stops at
/// the first leaf that is not closed. `state` is what was reduced.
[[nodiscard]] LeafDecision decide_leaves(const PatternState& state,
                                         const std::vector<const PatternState*>& leaves,
                                         std::size_t column_count, const DecideOptions& options,
                                         Budget& budget);

/// A witness of the leaf (leaf_within the state) from forbidden windows and a short search, alone;
/// what was in vain is added to `tried`.
[[nodiscard]] std::optional<Witness> witness_of_leaf(const PatternState& leaf,
                                                     std::size_t column_count,
                                                     const DecideOptions& options, Budget& budget,
                                                     std::vector<std::string>& tried);

}  // namespace isthmus

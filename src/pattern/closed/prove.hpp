// Proofs that a state is closed, put together and replayed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"
#include "pattern/goal.hpp"
#include "pattern/reduce/reduce.hpp"

namespace isthmus {

/// Finds the rule that proves a connected reduced state closed.
using RuleSearch = std::function<std::optional<ClosedRule>(const PatternState&)>;

/// T3, T2 and T11 in both orientations.
[[nodiscard]] std::optional<ClosedRule> simple_rule(const PatternState& state, Budget& budget);

/// Those, T13 and T12.
[[nodiscard]] std::optional<ClosedRule> combinatorial_rule(const PatternState& state,
                                                           Budget& budget);

/// The proof that these reductions and, for each leaf, what `search` finds make up; empty if one
/// leaf has no rule. Leaves are tried in order.
[[nodiscard]] std::optional<ClosedProof> prove_leaves(const ReducedState& reduced,
                                                      const RuleSearch& search);

/// Reduces the state and tries `simple_rule` on what is left.
[[nodiscard]] std::optional<ClosedProof> prove_simply(const PatternState& state, Budget& budget);

/// T12 and, if it is small, T14 with so many charts tried: does the state attain everything?
[[nodiscard]] std::optional<ClosedRule> full_rule(const PatternState& state, Budget& budget,
                                                  std::uint64_t chart_steps);

}  // namespace isthmus

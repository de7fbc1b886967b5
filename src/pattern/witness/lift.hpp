// Witnesses of reduced states as witnesses of the states they came from.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "pattern/reduce/reduce.hpp"
#include "pattern/witness/search.hpp"

namespace isthmus::pattern {

/// A witness of the state that valid reductions make of `state`, as one of `state` itself, with the
/// same limit and window. The reductions run backwards; R3 costs an elimination for each row that
/// its neurons have to put right. Throws Error (limit_reached) if no constants were found for them,
/// which theorem R3 makes improbable.
[[nodiscard]] Witness lift(const PatternState& state, const std::vector<Reduction>& reductions,
                           Witness witness);

/// R4: a witness of the part that these neurons (increasing) make up, as one of the whole state.
[[nodiscard]] Witness lift_part(const PatternState& whole, const std::vector<std::size_t>& neurons,
                                const Witness& part);

/// A witness of the leaf, one of leaves(reduced), as one of the state that was reduced.
[[nodiscard]] Witness lift_leaf(const PatternState& state, const ReducedState& reduced,
                                const PatternState* leaf, Witness witness);

/// The leaf as the search for witnesses must see it: entries that only neurons of other leaves
/// cover are free, since they need not be 0 in the state that was reduced.
[[nodiscard]] PatternState leaf_within(const PatternState& state, const PatternState& leaf);

/// The first leaf for which a witness is found, lifted.
[[nodiscard]] std::optional<Witness> find_lifted_witness(const PatternState& state,
                                                         const ReducedState& reduced,
                                                         const WitnessOptions& options,
                                                         Budget& budget);

}  // namespace isthmus::pattern

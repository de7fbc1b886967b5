// The search for a limit that is not attained.
#pragma once

#include <cstdint>
#include <optional>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"

namespace isthmus::pattern {

struct WitnessOptions {
  std::uint64_t seed = 1;                ///< of all random draws
  std::size_t trials = 2000;             ///< families drawn for each orientation
  std::uint64_t refuter_steps = 20'000;  ///< what one limit may cost the refuter
  std::size_t column_count = 0;          ///< of the pattern
};

/// A witness of the state (forms.hpp says of which form), its window as small as leaving
/// out single rows and columns makes it. Nothing if none was found: then nothing is known.
///
/// Depends on nothing but the arguments. Each trial spends 1000 steps of the budget.
/// Theory §9.4: every limit is that of a family of the kind drawn, and one neuron, or two without
/// free entries, need no search.
[[nodiscard]] std::optional<Witness> find_witness(const PatternState& state,
                                                  const WitnessOptions& options, Budget& budget);

/// The witness of a state of one neuron with a free entry among its own, directly from theorem T3;
/// nothing if there is no such entry that three observed ones join.
[[nodiscard]] std::optional<Witness> one_neuron_witness(const PatternState& state,
                                                        std::size_t column_count);

/// The witness of a state of two neurons without free entries, directly from theorem T2; nothing
/// if the set is closed.
[[nodiscard]] std::optional<Witness> two_neuron_witness(const PatternState& state,
                                                        std::size_t column_count);

}  // namespace isthmus::pattern

// Is the set of products of factors with given supports closed? The decision, with its evidence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// Tells whether 1 is in the ideal of the equations Y·X = A on the observed entries of a state,
/// a_ij = Σ_k y_ik x_kj over the neurons that cover (i, j): true only if that is certain. (state,
/// limit), both in the same rows and columns.
using IdealTest = std::function<bool(const PatternState&, const RationalMatrix&)>;

/// How hard to try. All limits count steps, so that the outcome is the same on every machine.
struct DecideOptions {
  std::uint64_t seed = 1;                  ///< of the random searches
  std::uint64_t rule_steps = 50'000'000;   ///< for T11, T12 and T13, all states together
  std::uint64_t window_steps = 5'000'000;  ///< for forbidden windows, for each state
  std::size_t trials = 6000;               ///< degenerating families drawn for each state, at last
  std::uint64_t refuter_steps = 20'000;    ///< for each limit that may not be attained
  std::uint64_t chart_steps = 20'000;      ///< charts drawn for each state; 0 for no charts
  /// If given: asked about the shortest limits that nothing else refutes, after all other searches.
  IdealTest has_unit_ideal = {};
  Budget budget = Budget();  ///< of everything, with the deadline if there is one
};

/// The verdict on a pattern and what it stands on.
struct Decision {
  Closedness verdict = Closedness::undecided;
  std::optional<ClosedEvidence> proof;  ///< if closed; `is_proof` replays it
  std::optional<Witness> witness;       ///< if not closed; of the whole pattern
  /// The theorems that the verdict rests on ("R3", "T11", …), in the order of the procedure.
  std::vector<std::string> rules;
  /// If undecided: the connected reduced states of which nothing is known; none if the pattern has
  /// three or more factors that do not merge to two.
  std::vector<PatternState> remaining;
  std::string reason;              ///< if undecided: why, as a clause
  std::vector<std::string> tried;  ///< if undecided: what was tried in vain, as phrases
};

/// Decides whether L_I is closed: reductions, theorems T2, T3, T11–T14, forbidden windows and the
/// search for limits that are not attained (Theory §9). Layers that realise all of their product
/// are merged first. Every verdict has its evidence, which is checked before it is handed out.
/// Deterministic without a deadline. Throws as `validate` does.
[[nodiscard]] Decision decide(const LayerSupports& layers, const DecideOptions& options = {});

/// The same for one state, with rows and columns of a pattern of `column_count` columns, without
/// evidence for a whole pattern: `proof` has no merges, the witness is one of this state.
[[nodiscard]] Decision decide_state(const PatternState& state, std::size_t column_count,
                                    const DecideOptions& options = {});

}  // namespace isthmus

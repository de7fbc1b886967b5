// The theorems that prove a connected reduced state closed, each from the state alone.
#pragma once

#include <cstdint>
#include <optional>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// T3: one neuron, nothing free in it.
[[nodiscard]] bool closed_by_one_neuron(const PatternState& state);

/// T2: is a pattern of two neurons closed? Empty if the state has another number of neurons or
/// free entries among theirs: the formula does not speak of it.
[[nodiscard]] std::optional<bool> closed_by_two_neurons(const PatternState& state);

/// T11 seen by rows or by columns. False also when the budget ends, which is then exhausted.
[[nodiscard]] bool closed_by_dimension_count(const PatternState& state, Orientation side,
                                             Budget& budget);

/// The criterion of T12: every matrix on the covered observed entries is attained.
[[nodiscard]] bool full_by_dimension_count(const PatternState& state, Orientation side,
                                           Budget& budget);

/// T12: up to `deletions` incidences without which the state still covers and realises everything.
[[nodiscard]] std::optional<Sandwich> closed_by_sandwich(const PatternState& state,
                                                         std::size_t deletions, Budget& budget);

/// False if S has too few parameters, Σ (|R_k| + |C_k| - 1), to be all of the covered observed
/// entries.
[[nodiscard]] bool may_be_full(const PatternState& state);

/// T13: incidences that can go without changing the closure, until the rest is proved closed.
[[nodiscard]] std::optional<Absorption> closed_by_absorption(const PatternState& state,
                                                             Budget& budget);

/// The state without these incidences; neurons keep their positions, empty ones stay.
[[nodiscard]] PatternState without(PatternState state, const std::vector<Incidence>& deleted);

/// Whether T13 lets `incidence` go thanks to the neuron `pivot`.
[[nodiscard]] bool is_absorbed(const PatternState& state, const Incidence& incidence,
                               std::size_t pivot);

/// Whether every observed entry that `whole` covers is covered by `part` too.
[[nodiscard]] bool covers_the_same(const PatternState& whole, const PatternState& part);

}  // namespace isthmus

// States up to renaming: R7.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// Equal for two states exactly when one becomes the other by permuting rows, columns and neurons,
/// and perhaps transposing. Rows and columns that no neuron covers, and free entries that none
/// covers, play no part. Empty for a state with more than 64 rows or columns or more symmetric
/// than `limit` relabellings can see through. O(limit·neurons).
using CanonicalCode = std::vector<std::uint64_t>;
[[nodiscard]] std::optional<CanonicalCode> canonical_code(const PatternState& state,
                                                          std::size_t limit = 1'000'000);

/// A state with this code: rows and columns numbered from 0.
[[nodiscard]] PatternState state_of(const CanonicalCode& code);

/// One pattern of each class of two factors with `outputs`, `hidden` and `inputs` units, up to
/// permutations in each layer, and transposition if outputs == inputs; in lexicographic order.
/// Throws a bad-usage error for a size of 0, more than 6 outputs or inputs, or more than 10 of
/// both.
[[nodiscard]] std::vector<PatternState> enumerate_classes(std::size_t outputs, std::size_t hidden,
                                                          std::size_t inputs);

}  // namespace isthmus

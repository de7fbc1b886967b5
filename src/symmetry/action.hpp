// A permutation group on coloured points, and the steps that make it smaller.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "symmetry/part.hpp"

namespace isthmus::symmetry {

using Moves = SparsePermutation<std::uint32_t>;

/// Generators that permute parts. A part's colour is one of its orbits; a permutation takes
/// colours along, by their numbers. Parts in one orbit have the same shape. At the start parts
/// are points and colours are signs.
struct Action {
  std::vector<Part> parts;
  std::vector<Moves> generators;  ///< of positions in `parts`, none the identity
};

/// The orbits of positions, each increasing, by first position.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> orbits_of_positions(const Action& action);

/// Replaces parts of which all permutations are in the group by one part; false if none is found.
[[nodiscard]] bool collapse_swaps(Action& action, std::size_t keep);

/// Merges parts that always move together; false if none is found.
[[nodiscard]] bool merge_copies(Action& action, std::size_t keep);

/// The independent factors, by first position. A position that nothing moves is one of its own.
[[nodiscard]] std::vector<Action> split(Action action);

/// The orbits on all colourings by listing the colourings; nothing if they are too many.
[[nodiscard]] std::optional<Part> list_colourings(const Action& action,
                                                  const OrbitOptions& options);

/// The same by listing the elements of the group.
[[nodiscard]] std::optional<Part> list_elements(const Action& action, const OrbitOptions& options);

}  // namespace isthmus::symmetry

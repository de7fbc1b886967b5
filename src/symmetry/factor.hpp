// The independent parts of a permutation group, and what is known of the orbits of one part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/symmetry/orbits.hpp"

namespace isthmus::symmetry {

using Moves = SparsePermutation<std::uint32_t>;

/// A part of the points and the generators that move them; the group is the direct product of its
/// factors, because generators of different factors move different points.
struct Factor {
  std::vector<std::uint32_t> points;  ///< increasing
  std::vector<Moves> generators;      ///< of positions in `points`; none if the one point is fixed

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(points.size()); }
};

/// By first point. Generators that share a moved point are in one factor. O(total moves · α).
[[nodiscard]] std::vector<Factor> independent_factors(std::size_t points,
                                                      const std::vector<Moves>& generators);

/// The orbits of positions 0 … size-1 under the generators, each increasing, by first position.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> point_orbits(const Factor& factor);

/// A full answer for one factor, or bounds. Points are positions in Factor::points.
[[nodiscard]] SignOrbits factor_orbits(const Factor& factor, const OrbitOptions& options);

/// In closed form if the factor is all permutations of equal blocks; nothing otherwise.
[[nodiscard]] std::optional<SignOrbits> orbits_of_equal_blocks(const Factor& factor,
                                                               std::size_t keep);

/// By listing all sign vectors. Requires at most 30 points.
[[nodiscard]] SignOrbits orbits_by_listing(const Factor& factor, std::size_t keep);

/// By listing all elements of the group; nothing if they are too many.
[[nodiscard]] std::optional<SignOrbits> orbits_by_elements(const Factor& factor,
                                                           const OrbitOptions& options);

}  // namespace isthmus::symmetry

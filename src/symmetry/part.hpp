// What is known of the orbits on the sign vectors of some of the points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "isthmus/symmetry/orbits.hpp"

namespace isthmus::symmetry {

/// Orbits of the group considered so far on the signs of the points in `reading`.
struct Part {
  Integer at_least = 1;
  Integer at_most = 1;                 ///< the number of orbits when both agree
  std::string reason;                  ///< why they do not
  std::vector<std::uint32_t> reading;  ///< the points, in the order in which signs are compared
  /// The first orbits, each by its smallest member (signs in the order of reading, + before −), by
  /// increasing members. At least one.
  std::vector<SignVector> patterns;
  bool all_listed = true;

  /// The number of orbits. Requires that it is determined.
  [[nodiscard]] const Integer& count() const { return at_most; }
};

/// One point that nothing moves: + and −.
[[nodiscard]] Part single_point(std::uint32_t point);

/// Parts side by side, each under a group of its own: orbits multiply. The first `keep` patterns.
[[nodiscard]] Part product(std::span<const Part> parts, std::size_t keep);

/// n parts of the same shape under all their permutations: orbits are multisets of n orbits,
/// C(n + q - 1, n) if each part has q. Requires determined parts that are alike, at least one.
[[nodiscard]] Part multisets(std::span<const Part> parts, std::size_t keep);

/// C(n + q - 1, n). O(n) multiplications.
[[nodiscard]] Integer multiset_count(const Integer& q, std::size_t n);

/// A choice of one listed pattern for each part, side by side.
[[nodiscard]] SignVector joined(std::span<const Part> parts,
                                const std::vector<std::uint32_t>& chosen);

}  // namespace isthmus::symmetry

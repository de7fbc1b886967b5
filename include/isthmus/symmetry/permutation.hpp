// Permutations that move few points of many.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace isthmus {

/// The moved points with their images, by increasing point; all other points stay. A point is a
/// position (std::uint32_t) or a handle (NodeId, EdgeId).
template <class Point>
using SparsePermutation = std::vector<std::pair<Point, Point>>;

/// Where `p` goes. Requires increasing points; O(log(moved points)).
template <class Point>
[[nodiscard]] Point image_of(const SparsePermutation<Point>& permutation, Point p) {
  const auto at = std::lower_bound(permutation.begin(), permutation.end(), p,
                                   [](const auto& move, Point q) { return move.first < q; });
  return at != permutation.end() && at->first == p ? at->second : p;
}

}  // namespace isthmus

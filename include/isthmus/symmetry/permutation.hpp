// Permutations that move few points of many.
#pragma once

#include <cstdint>
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
  std::size_t low = 0;
  std::size_t high = permutation.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    (permutation[middle].first < p ? low : high) = permutation[middle].first < p ? middle + 1 : middle;
  }
  return low < permutation.size() && permutation[low].first == p ? permutation[low].second : p;
}

}  // namespace isthmus

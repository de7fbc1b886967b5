// Matchings of neurons to columns: the rank of generic vectors with given supports.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/pattern/index_set.hpp"

namespace isthmus {

/// A matching of vertices 0, 1, … on the left to the indices on the right; IndexSet::none is
/// "unmatched".
struct Matching {
  std::vector<std::size_t> right_of;  ///< one for each on the left
  std::vector<std::size_t> left_of;   ///< one for each index on the right that can occur
  std::size_t size = 0;
};

/// A largest matching of the left vertices, each to a neighbour within `allowed`. Its size is the
/// rank of generic vectors with supports neighbours[k] ∩ allowed. By augmenting paths, found
/// breadth first: O(left·(right + left·words)).
[[nodiscard]] Matching maximum_matching(const std::vector<const IndexSet*>& neighbours,
                                        const IndexSet& allowed);

}  // namespace isthmus

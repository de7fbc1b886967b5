// Sparse pieces of evidence: vectors with few nonzero entries, and forests.
#pragma once

#include <utility>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/ids.hpp"

namespace isthmus {

/// The nonzero entries of a vector with one entry per edge, by increasing edge.
using SparseVector = std::vector<std::pair<EdgeId, Rational>>;

/// One edge of a forest and the hidden node it joins to what is already joined: to the ground or
/// to the node of an earlier entry.
struct ForestEdge {
  NodeId node;
  EdgeId edge;
  friend bool operator==(const ForestEdge&, const ForestEdge&) = default;
};
using Forest = std::vector<ForestEdge>;

}  // namespace isthmus

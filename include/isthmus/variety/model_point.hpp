// The rank at the weights of a model, without writing out its edges.
#pragma once

#include <cstddef>

#include "isthmus/network/model_graph.hpp"
#include "isthmus/variety/point.hpp"

namespace isthmus {

/// As rank_at(network, x), but `forest` is left empty: its edges need not be in `part`, which may
/// be a skeleton and only says which nodes there are. Requires a valid model with weights. One pass
/// over the weights at most, usually a few for each node: it ends when no more than `fewest`
/// components are left, which is known from the graph (law_rank) or 1.
[[nodiscard]] PointRank rank_at(const Model& model, const ModelGraph& part, std::size_t fewest = 1);

}  // namespace isthmus

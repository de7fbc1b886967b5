// The cheapest way to cut hidden units of a model off, from sums that are there already.
#pragma once

#include "isthmus/flow/model_cut.hpp"
#include "network/node_sums.hpp"

namespace isthmus::flow {

/// minimum_cut of the squared weights of a model. `part` is a graph of it, of which only the nodes
/// count; `sums` are those of the same weights, all finite.
template <NumberType widest>
[[nodiscard]] std::optional<MinimumCut> model_cut(const Model& model, const ModelGraph& part,
                                                  const NodeSums<widest>& sums);

extern template std::optional<MinimumCut> model_cut(const Model&, const ModelGraph&,
                                                    const NodeSums<NumberType::binary32>&);
extern template std::optional<MinimumCut> model_cut(const Model&, const ModelGraph&,
                                                    const NodeSums<NumberType::binary64>&);

}  // namespace isthmus::flow

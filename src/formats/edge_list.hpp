// Explicit graphs as arrays: an .npz file with members `from` and `to`.
#pragma once

#include "formats/npz.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

/// True if there are arrays `from` and `to`.
[[nodiscard]] bool is_edge_list(const NamedArrays& arrays);

/// Edge i leads from node from[i] to node to[i] with weight[i]; role[v] is 0 for an input, 1 for a
/// hidden node, 2 for an output. Without `weight` the model has none; without `role`, nodes that
/// no edge enters are inputs, others that no edge leaves are outputs, the rest is hidden. Nodes are
/// called n0, n1, …. Throws Error (bad_input) naming array and index unless every edge leads to a
/// higher number.
[[nodiscard]] Model edge_list_model(const NamedArrays& arrays);

/// The arrays that edge_list_model makes this model of: from and to as 64-bit integers, weight if
/// there are weights, role for every node as a byte. Requires is_edge_list(model). O(edges + nodes)
/// memory for the integers; the weights are borrowed.
[[nodiscard]] NamedArrays edge_list_arrays(const Model& model);

}  // namespace isthmus

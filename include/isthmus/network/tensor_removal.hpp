// Cutting nodes out of the tensors of a model.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "isthmus/network/model.hpp"

namespace isthmus {

/// These nodes and the units before a normalisation that feed nothing but them; increasing.
/// Requires nodes of a valid model.
[[nodiscard]] std::vector<std::uint32_t> with_units_before(const Model& model,
                                                           const std::vector<std::uint32_t>& nodes);

/// The tensors of a model, in their order, without the slices that belong to these nodes (rows of a
/// matrix, channels of a kernel, runs of columns behind a flattened channel). Tensors without such
/// slices are shared with the model.
///
/// Requires a valid model with weights that still has its zeros (not drop_zeros), and
/// with_units_before(model, nodes) = nodes. Throws Error (limit_reached) naming the tensor if the
/// weights at the nodes are no whole slices, as in grouped convolutions, or if a tensor would be
/// empty. O(weights · axes).
[[nodiscard]] std::vector<Tensor> tensors_without(const Model& model,
                                                  const std::vector<std::uint32_t>& nodes);

/// The tensors of a model, in their order and shapes, with 0 for every weight at these nodes: what
/// a file can hold whatever its layers. Requires a valid model with weights.
[[nodiscard]] std::vector<Tensor> tensors_with_zeros(const Model& model,
                                                     const std::vector<std::uint32_t>& nodes);

/// By the names of vectors (tensors of one axis): the positions that stay, increasing.
using KeptEntries = std::map<std::string, std::vector<std::uint64_t>>;

/// For every vector that loses entries in tensors_without(model, nodes), those it keeps.
[[nodiscard]] KeptEntries kept_entries(const Model& model, const std::vector<std::uint32_t>& nodes);

/// A model of one listed link (an edge list) without these nodes and all edges at them; the nodes
/// left are numbered anew and named by their numbers. Requires a valid model with weights whose
/// only tensor has one axis and holds them in the order of the edges. Throws Error (limit_reached)
/// if no edge is left. O(nodes + edges).
[[nodiscard]] Model listed_without(const Model& model, const std::vector<std::uint32_t>& nodes);

/// The widths of the layers of a dense chain without these nodes, as an architecture string:
/// "mlp:784-120-10". Requires a model whose runs are its layers in order, and a bias node or none.
[[nodiscard]] std::string widths_without(const Model& model,
                                         const std::vector<std::uint32_t>& nodes);

}  // namespace isthmus

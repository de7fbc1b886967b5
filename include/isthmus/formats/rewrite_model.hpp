// Writing a model file again with other tensors.
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/tensor_removal.hpp"

namespace isthmus {

/// True when the model of file `from` can be written to a file called `to`: .onnx to .onnx, arrays
/// (.npz, .npy, .safetensors) to .npz or .safetensors.
[[nodiscard]] bool can_rewrite_model(const std::string& from, const std::string& to);

/// Writes the model of file `from` to `to` with `tensors` in place of those of the same names.
/// Requires can_rewrite_model(from, to). Throws Error (bad_input) if it cannot be written, or if
/// the graph of an .onnx file does not fit the tensors.
void rewrite_model(const std::string& from, const std::string& to,
                   const std::vector<Tensor>& tensors, const KeptEntries& kept);

/// True for models that an edge list says in full (docs/models.md): links of listed edges, a weight
/// each, in the order of one tensor `weight`; no ties and no bias.
[[nodiscard]] bool is_edge_list(const Model& model);

/// Writes such a model, roles too, as the .npz file `to`; it may be frozen, which the file does not
/// say. Throws Error (bad_input) if the file cannot be written.
void write_edge_list(const std::string& to, const Model& model);

}  // namespace isthmus

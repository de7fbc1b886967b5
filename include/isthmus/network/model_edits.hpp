// What a user may say about a model beyond its file: what is frozen, what was pruned, fresh
// weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "isthmus/network/initialise.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

/// Makes the weights of these tensors fixed: their nonzero weights tie nodes together (theory
/// §1.2). Throws Error (bad_usage) for a name that is no tensor with weights, listing close ones.
void freeze(Model& model, const std::vector<std::string>& tensors);

/// Takes every trainable weight that is exactly 0 for an edge that is not there, as in a network
/// pruned by a mask. Links with zeros become listed ones, kernels with zeros parallel edges.
/// Throws Error (limit_reached) if that leaves more than 2^32 - 3 bundles. O(weights).
void drop_zeros(Model& model);

/// Takes the weights of one tensor for absent where its mask is 0, whatever their values: what
/// pruning by a mask leaves. Links become listed ones as above. Requires a mask with an entry for
/// each number of model.tensors[tensor]. Throws as drop_zeros does. O(weights of the tensor).
void drop_masked(Model& model, std::size_t tensor, std::span<const std::uint8_t> mask);

/// The model of a dense architecture string such as "mlp:784-300-10+bias": to_network() of it is
/// parse_architecture(text). No weights. Nothing if `text` is of another kind. Throws as
/// parse_architecture does.
[[nodiscard]] std::optional<Model> architecture_model(const std::string& text);

/// Gives every weight of a valid model a fresh value: the one that initialise() gives the edges of
/// to_network(model). Requires that nothing is frozen yet. Throws Error (limit_reached) beyond 10^9
/// weights.
void initialise(Model& model, const Initialisation& how);

/// Gives the trainable weights of a valid model these values, in the order of to_network(model).
/// Tensors that hold such weights become binary64; others, and entries that are no trainable
/// weights, keep their numbers. Requires a model with weights and one finite value for each of
/// them.
void set_weights(Model& model, std::span<const double> values);

}  // namespace isthmus

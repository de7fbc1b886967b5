// ONNX files: trained networks as PyTorch and others export them (docs/models.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/network/tensor_removal.hpp"

namespace isthmus {

/// Limits against hostile files.
struct OnnxLimits {
  std::uint64_t bytes = (std::uint64_t{1} << 31) - 1;  ///< of the file without external data
  std::uint64_t labels = std::uint64_t{1} << 25;       ///< units told apart, over all tensors
};

/// False in a build without ONNX, where the functions below throw Error (limit_reached).
[[nodiscard]] bool can_read_onnx() noexcept;

/// The network of an ONNX file: a node for every neuron or channel, the initialisers as tensors,
/// named as in the file. What its notes say belongs to every answer about it. Throws Error
/// (bad_input) that names the tensor or node, all nodes at once if their operators do not scale
/// with their inputs; Error (limit_reached) beyond the limits. Theory §1.1, §1.2. Linear in the
/// file. Ends in validate(model).
[[nodiscard]] Model read_onnx(const std::string& path, const OnnxLimits& limits = {});

/// The same for the content of a file, which must hold its weights itself.
[[nodiscard]] Model onnx_from_bytes(std::string_view bytes, const OnnxLimits& limits = {});

/// Writes the model of file `from` to `to`, with the initialisers of the same names replaced; they
/// keep their type and may be smaller. The number of groups of depthwise kernels follows, and so
/// does a Reshape that flattens; data in other files is taken in. Of the mean and variance of a
/// normalisation, the entries stay that `kept` tells of its scale. The new model is read before it
/// is written: throws Error (bad_input) if it would not fit together, and then writes nothing.
void rewrite_onnx(const std::string& from, const std::string& to,
                  const std::vector<Tensor>& replaced, const KeptEntries& kept = {});

}  // namespace isthmus

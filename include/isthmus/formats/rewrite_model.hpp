// Writing a model file again with other tensors.
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/tensor.hpp"

namespace isthmus {

/// True when the model of file `from` can be written to a file called `to`: arrays (.npz, .npy,
/// .safetensors) to .npz or .safetensors.
[[nodiscard]] bool can_rewrite_model(const std::string& from, const std::string& to);

/// Writes the model of file `from` to `to` with `tensors` in place of those of the same names.
/// Requires can_rewrite_model(from, to). Throws Error (bad_input) if it cannot be written.
void rewrite_model(const std::string& from, const std::string& to,
                   const std::vector<Tensor>& tensors);

}  // namespace isthmus

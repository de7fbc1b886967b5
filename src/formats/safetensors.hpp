// The safetensors format: a JSON header that says where each tensor lies, then the bytes.
#pragma once

#include <vector>

#include "formats/mapped_file.hpp"
#include "isthmus/formats/tensor_files.hpp"

namespace isthmus {

/// The tensors in the order of their bytes. Throws Error (bad_input) naming the tensor.
[[nodiscard]] std::vector<Tensor> read_safetensors(const OwnedBytes& file,
                                                   const TensorFileLimits& limits);

}  // namespace isthmus

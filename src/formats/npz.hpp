// NumPy's archives of arrays.
#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "formats/npy.hpp"

namespace isthmus {

using NamedArrays = std::vector<std::pair<std::string, NpyArray>>;

/// The arrays of an archive with their names (without ".npy"), integers too. Throws Error
/// (bad_input) naming the member, also for members that are no arrays.
[[nodiscard]] NamedArrays read_npz(const OwnedBytes& file, const TensorFileLimits& limits);

/// All of them as tensors. Throws Error (bad_input) naming one that holds integers.
[[nodiscard]] std::vector<Tensor> to_tensors(const NamedArrays& arrays);

/// Like write_npz of tensors (isthmus/formats/tensor_files.hpp), for arrays of any kind.
void write_npz(std::ostream& out, const NamedArrays& arrays);

}  // namespace isthmus

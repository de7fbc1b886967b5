// NumPy's archives of arrays.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "formats/npy.hpp"

namespace isthmus {

/// The arrays of an archive with their names (without ".npy"), integers too. Throws Error
/// (bad_input) naming the member, also for members that are no arrays.
[[nodiscard]] std::vector<std::pair<std::string, NpyArray>> read_npz(
    const OwnedBytes& file, const TensorFileLimits& limits);

}  // namespace isthmus

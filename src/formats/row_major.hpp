// Arrays stored with the first axis running fastest.
#pragma once

#include <cstdint>
#include <vector>

#include "formats/mapped_file.hpp"

namespace isthmus {

/// The numbers of an array of this shape, `width` bytes each, that lie in Fortran order, in
/// row-major order; copied byte for byte. Requires numbers.bytes.size() = product of the shape ·
/// width. O(numbers · axes).
[[nodiscard]] OwnedBytes row_major(const OwnedBytes& numbers, std::uint64_t width,
                                   const std::vector<std::uint64_t>& shape);

}  // namespace isthmus

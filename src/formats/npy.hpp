// NumPy's format for one array.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/mapped_file.hpp"
#include "isthmus/formats/tensor_files.hpp"

namespace isthmus {

/// An array of numbers as it lies in the file.
struct NpyArray {
  char kind = 'f';  ///< 'f' floating point, 'i' integer, 'u' unsigned integer, 'b' truth values
  std::uint64_t width = 0;  ///< bytes of a number: 1, 2, 4 or 8
  std::vector<std::uint64_t> shape;
  OwnedBytes numbers;  ///< exactly product of the shape · width bytes, row-major, little-endian
};

/// Throws Error (bad_input) for anything else, also for bytes left over.
[[nodiscard]] NpyArray parse_npy(const OwnedBytes& file, const TensorFileLimits& limits);

/// The array as a tensor called `name`. Throws Error (bad_input) if it holds integers.
[[nodiscard]] Tensor to_tensor(const NpyArray& array, std::string name);

/// What stands before the numbers of an array in an .npy file, padded to a multiple of 64 bytes.
/// `kind` and `width` as in NpyArray.
[[nodiscard]] std::string npy_header(char kind, std::uint64_t width,
                                     const std::vector<std::uint64_t>& shape);

}  // namespace isthmus

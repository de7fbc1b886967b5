// Files that hold arrays of weights and nothing else: NumPy's .npy and .npz, safetensors.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "isthmus/network/tensor.hpp"

namespace isthmus {

/// Limits against hostile files.
struct TensorFileLimits {
  std::uint64_t tensors = 1'000'000;                ///< arrays in one file
  std::uint64_t header = std::uint64_t{1} << 24;    ///< bytes of a description in text
  std::uint64_t inflated = std::uint64_t{8} << 30;  ///< bytes of all compressed arrays together
};

/// The arrays of floating-point numbers in a file, told by its name (".npy", ".npz" or
/// ".safetensors"): those of an .npz in the order of the file, of safetensors in the order of their
/// bytes; the array of an .npy is called "array". The file is mapped: tensors borrow it, and only
/// compressed arrays and those in Fortran order are copied. NaN is not looked for here.
///
/// Throws Error (bad_input) naming file and array: truncated, garbled, overlapping, wrong checksum,
/// other types than 16-, 32- or 64-bit floating point, big-endian, Python objects
/// (which are never unpickled), names that occur twice, or over a limit.
[[nodiscard]] std::vector<Tensor> read_tensors(const std::string& path,
                                               const TensorFileLimits& limits = {});

/// Writes what numpy.load and read_tensors read back: not compressed, no time stamps, so that the
/// same tensors give the same bytes. NumPy has no bfloat16: those become binary32, which is exact.
/// Throws Error (bad_input) for names that are empty, occur twice or are not plain.
void write_npz(std::ostream& out, const std::vector<Tensor>& tensors);

/// The same for safetensors, tensors in the order given. Names may be any UTF-8 text.
void write_safetensors(std::ostream& out, const std::vector<Tensor>& tensors);

}  // namespace isthmus

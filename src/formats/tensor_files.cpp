#include "isthmus/formats/tensor_files.hpp"

#include "formats/npz.hpp"
#include "formats/safetensors.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

std::vector<Tensor> read_by_name(const std::string& path, const TensorFileLimits& limits) {
  const OwnedBytes file = map_file(path);
  if (path.ends_with(".npy")) return {to_tensor(parse_npy(file, limits), "array")};
  if (path.ends_with(".npz")) return to_tensors(read_npz(file, limits));
  if (path.ends_with(".safetensors")) return read_safetensors(file, limits);
  throw input_error("not a known file of arrays", "name it .npy, .npz or .safetensors");
}

}  // namespace

std::vector<Tensor> read_tensors(const std::string& path, const TensorFileLimits& limits) {
  try {
    return read_by_name(path, limits);
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

}  // namespace isthmus

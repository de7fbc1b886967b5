#include "isthmus/formats/tensor_files.hpp"

#include "formats/npz.hpp"
#include "formats/safetensors.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

std::vector<Tensor> read_npz_tensors(const OwnedBytes& file, const TensorFileLimits& limits) {
  std::vector<Tensor> tensors;
  for (auto& [name, array] : read_npz(file, limits)) {
    try {
      tensors.push_back(to_tensor(array, name));
    } catch (const Error& error) {
      throw error.at(quoted(name));
    }
  }
  return tensors;
}

std::vector<Tensor> read_by_name(const std::string& path, const TensorFileLimits& limits) {
  const OwnedBytes file = map_file(path);
  if (path.ends_with(".npy")) return {to_tensor(parse_npy(file, limits), "array")};
  if (path.ends_with(".npz")) return read_npz_tensors(file, limits);
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

#include "isthmus/formats/weights_files.hpp"

#include <filesystem>

#include "formats/edge_list.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

Model read_npz_model(const std::string& path, const ModelReading& reading,
                     const TensorFileLimits& limits) {
  const NamedArrays arrays = read_npz(map_file(path), limits);
  if (is_edge_list(arrays)) return edge_list_model(arrays);
  return weights_chain(to_tensors(arrays), reading);
}

Model read(const std::string& path, const ModelReading& reading, const TensorFileLimits& limits) {
  if (path.ends_with(".npz")) return read_npz_model(path, reading, limits);
  return weights_chain(read_tensors(path, limits), reading);
}

}  // namespace

Model read_weights_file(const std::string& path, const ModelReading& reading,
                        const TensorFileLimits& limits) {
  try {
    Model model = read(path, reading, limits);
    model.name = std::filesystem::path(path).filename().string();
    return model;
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

}  // namespace isthmus

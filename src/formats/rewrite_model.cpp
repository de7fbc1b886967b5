#include "isthmus/formats/rewrite_model.hpp"

#include <ostream>

#include "formats/edge_list.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/onnx.hpp"
#include "isthmus/formats/tensor_files.hpp"

namespace isthmus {
namespace {

bool holds_arrays(const std::string& path) {
  return path.ends_with(".npz") || path.ends_with(".npy") || path.ends_with(".safetensors");
}

}  // namespace

bool can_rewrite_model(const std::string& from, const std::string& to) {
  if (from.ends_with(".onnx")) return to.ends_with(".onnx");
  return holds_arrays(from) && holds_arrays(to) && !to.ends_with(".npy");
}

void rewrite_model(const std::string& from, const std::string& to,
                   const std::vector<Tensor>& tensors, const KeptEntries& kept) {
  ensure(can_rewrite_model(from, to), "a model is written to a kind of file that can hold it");
  if (from.ends_with(".onnx")) return rewrite_onnx(from, to, tensors, kept);
  write_file(to, [&](std::ostream& out) {
    if (to.ends_with(".npz")) {
      write_npz(out, tensors);
    } else {
      write_safetensors(out, tensors);
    }
  });
}

void write_edge_list(const std::string& to, const Model& model) {
  const NamedArrays arrays = edge_list_arrays(model);
  write_file(to, [&](std::ostream& out) { write_npz(out, arrays); });
}

}  // namespace isthmus

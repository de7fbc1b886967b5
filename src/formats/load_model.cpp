#include "isthmus/formats/load_model.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "isthmus/error.hpp"
#include "isthmus/formats/onnx.hpp"
#include "isthmus/formats/weights_files.hpp"
#include "isthmus/network/model_edits.hpp"

namespace isthmus {
namespace {

constexpr std::array<std::string_view, 4> graphs_and_weights = {".onnx", ".safetensors", ".npz",
                                                                ".npy"};
constexpr std::array<std::string_view, 4> pickles = {".pt", ".pth", ".ckpt", ".pkl"};

bool ends_in(const std::string& source, const std::array<std::string_view, 4>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return source.ends_with(ending); });
}

[[noreturn]] void refuse_pickle() {
  throw input_error("a pickle, which runs whatever code is in it when it is read",
                    "convert it where it comes from: numpy.savez(\"model.npz\", **{name: "
                    "tensor.numpy() for name, tensor in model.state_dict().items()}), or "
                    "torch.onnx.export");
}

Model read(const std::string& source, const ModelReading& reading) {
  if (!source.ends_with(".onnx")) return read_weights_file(source, reading);
  if (!reading.architecture.empty() || reading.layout != MatrixLayout::out_in) {
    throw usage_error("an ONNX file says itself how its layers lie",
                      "drop --architecture and --layout");
  }
  return read_onnx(source);
}

}  // namespace

bool is_model_file(const std::string& source) {
  return ends_in(source, graphs_and_weights) || ends_in(source, pickles);
}

Model load_model(const std::string& source, const ModelReading& reading) {
  try {
    if (ends_in(source, pickles)) refuse_pickle();
    Model model = read(source, reading);
    freeze(model, reading.frozen);
    if (reading.drop_zeros) drop_zeros(model);
    validate(model);
    return model;
  } catch (const Error& error) {
    throw error.in_file(source);
  }
}

}  // namespace isthmus

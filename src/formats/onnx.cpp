#include "isthmus/formats/onnx.hpp"

#include <filesystem>

#include "formats/onnx/message.hpp"
#include "formats/onnx/read_graph.hpp"
#include "isthmus/error.hpp"

#ifndef ISTHMUS_ONNX_VERSION
namespace isthmus::onnx {
namespace {

[[noreturn]] void refuse() {
  throw limit_error("this build cannot read ONNX files",
                    "install ONNX and protobuf (Debian: libonnx-dev, libprotobuf-dev, "
                    "protobuf-compiler) and build isthmus again");
}

}  // namespace

Graph load_file(const std::string&, const OnnxLimits&) { refuse(); }
Graph load_bytes(std::string_view, const OnnxLimits&) { refuse(); }

}  // namespace isthmus::onnx

namespace isthmus {

void rewrite_onnx(const std::string&, const std::string&, const std::vector<Tensor>&,
                  const KeptEntries&) {
  onnx::refuse();
}

}  // namespace isthmus
#endif

namespace isthmus {
namespace {

// Protocol buffers take nearly anything for a message in which everything is left out.
void check(const Model& model) {
  if (node_count(model) == 0) {
    throw input_error("no network: the graph has no inputs and no weights",
                      "export the model again");
  }
  validate(model);
}

}  // namespace

bool can_read_onnx() noexcept {
#ifdef ISTHMUS_ONNX_VERSION
  return true;
#else
  return false;
#endif
}

Model read_onnx(const std::string& path, const OnnxLimits& limits) {
  try {
    const onnx::Graph graph = onnx::load_file(path, limits);
    Model model = onnx::read_graph(graph, std::filesystem::path(path).stem().string(), limits);
    check(model);
    return model;
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

Model onnx_from_bytes(std::string_view bytes, const OnnxLimits& limits) {
  const onnx::Graph graph = onnx::load_bytes(bytes, limits);
  Model model = onnx::read_graph(graph, "", limits);
  check(model);
  return model;
}

}  // namespace isthmus

#include <iostream>
#include <istream>

#include "formats/open_file.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/architecture.hpp"

namespace isthmus {
namespace {

/// True when the first byte may begin a JSON object. Only peeks: a pipe cannot go back.
bool looks_like_json(std::istream& in) {
  const int byte = in.peek();
  return byte == '{' || byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

Network load_file(const std::string& path) {
  std::ifstream in = open_for_reading(path);
  if (path.ends_with(".json")) return read_network_json(in, path);
  if (!looks_like_json(in)) {
    throw input_error("not a known format",
                      "give a network file (.json), a model file (.onnx, .safetensors, .npz) or an "
                      "architecture such as mlp:3-8-1");
  }
  return read_network_json(in, path);
}

}  // namespace

Network load_network(const std::string& source) {
  if (is_architecture(source)) return parse_architecture(source);
  if (is_model_file(source)) return to_network(load_model(source), WeightDetail::all);
  if (source == "-") return read_network_json(std::cin, source);
  try {
    return load_file(source);
  } catch (const Error& error) {
    throw error.in_file(source);
  }
}

}  // namespace isthmus

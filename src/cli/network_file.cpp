#include "cli/network_file.hpp"

#include "isthmus/formats/load_model.hpp"
#include "isthmus/formats/rewrite_model.hpp"

namespace isthmus::cli {
namespace {

Error cannot_be_written(const std::string& source, const std::string& path) {
  return usage_error(
             quoted(source) + " cannot be written to " + quoted(path),
             "name a .json file, or .npz, .safetensors or .onnx if the model is read from one")
      .at("-o");
}

}  // namespace

bool is_network_file(const std::string& path) { return path == "-" || path.ends_with(".json"); }

FileRule network_rule(const std::string& what) {
  FileRule rule;
  rule.help = "write " + what +
              " to FILE, completely or not at all: .json, or a model file like the one that is "
              "read; \"-\" is .json on standard output, and no report";
  rule.asks = true;
  rule.is_report = false;
  return rule;
}

void check_network_file(const std::string& source, const Common& common) {
  const std::string& path = common.output;
  if (path == "-" && common.format == "json") {
    throw usage_error("standard output cannot hold both the network and a report in JSON",
                      "name a file, or ask for one of them")
        .at("-o");
  }
  if (path.empty() || is_network_file(path)) return;
  if (is_model_file(source) && can_rewrite_model(source, path)) return;
  throw cannot_be_written(source, path);
}

void check_model_file(const Model& model, const std::string& source, const std::string& path) {
  if (is_edge_list(model) && !path.ends_with(".npz")) throw cannot_be_written(source, path);
}

InitialFlags with_zeros(InitialFlags flags) {
  flags.model.zeros.clear();
  return flags;
}

Error cannot_hold(const std::string& path, const std::string& what, const std::string& why) {
  return limit_error("this kind of file cannot hold " + what + ": " + why,
                     "write a network file (.json)")
      .in_file(path);
}

Model read_back(const std::string& name, InitialFlags flags, const std::string& path,
                const std::string& what) {
  flags.scheme.clear();
  try {
    return *load_if_model(name, flags, 0);
  } catch (const Error& error) {
    throw cannot_hold(path, what, error.detail().cause);
  }
}

}  // namespace isthmus::cli

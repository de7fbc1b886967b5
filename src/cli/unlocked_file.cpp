#include "cli/unlocked_file.hpp"

#include <filesystem>
#include <ostream>
#include <system_error>

#include "cli/output.hpp"
#include "cli/unverified_file.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/rewrite_model.hpp"

namespace isthmus::cli {
namespace {

Error cannot_hold(const std::string& path, const std::string& why) {
  return limit_error("this kind of file cannot hold the rescaled network: " + why,
                     "write a file like the one that is read, or a network file (.json)")
      .in_file(path);
}

Model with_tensors(Model model, const std::vector<Tensor>& tensors) {
  model.tensors = tensors;
  return model;
}

void write_model(const std::string& source, const Model& after, const std::string& to) {
  if (is_edge_list(after)) return write_edge_list(to, after);
  rewrite_model(source, to, after.tensors, {});
}

// Weights that were drawn are in the file.
Model read_back(const std::string& path, InitialFlags flags, const std::string& target) {
  flags.scheme.clear();
  try {
    return *load_if_model(path, flags, 0);
  } catch (const Error& error) {
    throw cannot_hold(target, error.detail().cause);
  }
}

}  // namespace

void check_unlocked_file(const std::string& source, const std::string& path, bool force) {
  const bool model = is_model_file(source) && can_rewrite_model(source, path);
  if (!model && !path.ends_with(".json")) {
    throw usage_error(quoted(source) + " cannot be written to " + quoted(path),
                      "name a .json file, or a model file like the one that is read")
        .at("-o");
  }
  std::error_code ignored;
  if (force || !std::filesystem::exists(path, ignored)) return;
  throw usage_error("the file " + quoted(path) + " exists", "name another, or add --force")
      .at("-o");
}

void write_unlocked(const std::string& path, const Network& before, const UnlockedNetwork& after) {
  UnverifiedFile file(path);
  deliver(file.name(), [&](std::ostream& out) { write_network_json(out, after.network); });
  if (!is_rescaled(before, load_network(file.name()), after.unlocking.exponents)) {
    throw cannot_hold(path, "it reads back as another");
  }
  file.accept();
}

void write_unlocked(const std::string& source, const InitialFlags& flags, const std::string& path,
                    const Model& before, const UnlockedModel& after) {
  const Model now = with_tensors(before, after.tensors);
  if (path.ends_with(".json")) {
    const UnlockedNetwork network{after.unlocking, to_network(now, WeightDetail::all)};
    return write_unlocked(path, to_network(before, WeightDetail::all), network);
  }
  UnverifiedFile file(path);
  write_model(source, now, file.name());
  if (!is_rescaled(before, read_back(file.name(), flags, path), after.unlocking.exponents)) {
    throw cannot_hold(path, "it reads back as another");
  }
  file.accept();
}

}  // namespace isthmus::cli

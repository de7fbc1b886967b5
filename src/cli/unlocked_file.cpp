#include "cli/unlocked_file.hpp"

#include <ostream>

#include "cli/network_file.hpp"
#include "cli/output.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/rewrite_model.hpp"

namespace isthmus::cli {
namespace {

constexpr const char* what = "the rescaled network";

void require_same(bool same, const std::string& path) {
  if (!same) throw cannot_hold(path, what, "it reads back as another");
}

void write_model(const std::string& source, const Model& after, const std::string& to) {
  if (is_edge_list(after)) return write_edge_list(to, after);
  rewrite_model(source, to, after.tensors, {});
}

}  // namespace

void write_unlocked(const std::string& path, const Network& before, const UnlockedNetwork& after) {
  const auto require_rescaled = [&](const Network& found) {
    require_same(is_rescaled(before, found, after.unlocking.exponents), path);
  };
  if (path == "-") {
    const std::string text = network_to_json(after.network);
    require_rescaled(network_from_json(text));
    return deliver(path, [&](std::ostream& out) { out << text; });
  }
  deliver_checked(path, [&](const std::string& name) {
    write_file(name, [&](std::ostream& out) { write_network_json(out, after.network); });
    require_rescaled(load_network(name));
  });
}

void write_unlocked(const std::string& source, const InitialFlags& flags, const std::string& path,
                    const Model& before, const UnlockedModel& after) {
  Model now = before;
  now.tensors = after.tensors;
  if (is_network_file(path)) {
    const UnlockedNetwork network{after.unlocking, to_network(now, WeightDetail::all)};
    return write_unlocked(path, to_network(before, WeightDetail::all), network);
  }
  check_model_file(before, source, path);
  deliver_checked(path, [&](const std::string& name) {
    write_model(source, now, name);
    const Model found = read_back(name, flags, path, what);
    require_same(is_rescaled(before, found, after.unlocking.exponents), path);
  });
}

}  // namespace isthmus::cli

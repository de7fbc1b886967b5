#include "cli/trained_file.hpp"

#include <ostream>

#include "cli/network_file.hpp"
#include "cli/output.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/rewrite_model.hpp"
#include "isthmus/network/model_edits.hpp"
#include "isthmus/network/removal.hpp"

namespace isthmus::cli {
namespace {

constexpr const char* what = "the trained network";

// With dropped zeros the trained network has fewer edges than the file has entries.
Model trained_model(const std::string& source, InitialFlags flags, const Training& training) {
  flags.scheme.clear();
  Model model = *load_if_model(source, flags, 0);
  set_weights(model, training.trajectory.weights);
  ensure(same_but_for_names(to_network(model, WeightDetail::all), training.result()),
         "the trained weights are where they belong");
  Model whole = *load_if_model(source, with_zeros(flags), 0);
  whole.tensors = std::move(model.tensors);
  return whole;
}

void write_model(const std::string& source, const Model& model, const std::string& to) {
  if (is_edge_list(model)) return write_edge_list(to, model);
  rewrite_model(source, to, model.tensors, {});
}

}  // namespace

void write_trained(const std::string& source, const InitialFlags& flags, const std::string& path,
                   const Training& training) {
  if (is_network_file(path)) {
    const Network end = training.result();
    return deliver(path, [&](std::ostream& out) { write_network_json(out, end); });
  }
  const Model model = trained_model(source, flags, training);
  check_model_file(model, source, path);
  const Network expected = to_network(model, WeightDetail::all);
  deliver_checked(path, [&](const std::string& name) {
    write_model(source, model, name);
    const Model found = read_back(name, with_zeros(flags), path, what);
    if (same_but_for_names(to_network(found, WeightDetail::all), expected)) return;
    throw cannot_hold(path, what, "it reads back as another");
  });
}

}  // namespace isthmus::cli

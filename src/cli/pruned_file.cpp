#include "cli/pruned_file.hpp"

#include <ostream>
#include <utility>

#include "cli/output.hpp"
#include "cli/unverified_file.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/rewrite_model.hpp"
#include "isthmus/network/removal.hpp"
#include "isthmus/network/tensor_removal.hpp"

namespace isthmus::cli {
namespace {

void write_network(const Network& rest, const std::string& path) {
  UnverifiedFile file(path);
  deliver(file.name(), [&](std::ostream& out) { write_network_json(out, rest); });
  ensure(network_to_json(load_network(file.name())) == network_to_json(rest),
         "the written network reads back as what remained");
  file.accept();
}

Error cannot_be_written(const std::string& source, const std::string& path) {
  return usage_error("what is left of " + quoted(source) + " cannot be written to " + quoted(path),
                     "name a .json file, or a model file like the one that is read")
      .at("-o");
}

Error cannot_hold(const std::string& path, const std::string& why) {
  return limit_error("this kind of file cannot hold the network without these nodes: " + why,
                     "remove others, or write a network file (.json)")
      .in_file(path);
}

// Zeros that were dropped are still entries of the file; weights that were drawn are in it.
InitialFlags as_written(InitialFlags flags) {
  flags.model.zeros.clear();
  return flags;
}

InitialFlags for_reading_back(InitialFlags flags, const Model& model,
                              const std::vector<std::uint32_t>& nodes) {
  flags.scheme.clear();
  if (!flags.model.architecture.empty()) flags.model.architecture = widths_without(model, nodes);
  return flags;
}

Network read_back(const std::string& path, const InitialFlags& flags, const std::string& target) {
  try {
    return to_network(*load_if_model(path, flags, 0), WeightDetail::all);
  } catch (const Error& error) {
    throw cannot_hold(target, error.detail().cause);
  }
}

// One attempt to write a model and read it back as `expected`.
struct Rewriting {
  const InitialFlags& back;  // flags for reading it
  const std::string& path;

  template <class Write>
  void write(const Write& write_to, const Network& expected) const {
    UnverifiedFile file(path);
    write_to(file.name());
    const Network found = read_back(file.name(), back, path);
    if (!same_but_for_names(expected, found)) throw cannot_hold(path, "it would stand for another");
    file.accept();
  }
};

// What is left of a model, smaller or with zeros, as a file of the same kind.
struct Rest {
  const std::string& source;
  const Model& model;
  const std::vector<std::uint32_t>& nodes;

  void write_smaller(const std::string& to) const {
    if (is_edge_list(model)) return write_edge_list(to, listed_without(model, nodes));
    rewrite_model(source, to, tensors_without(model, nodes), kept_entries(model, nodes));
  }

  void write_with_zeros(const std::string& to) const {
    std::vector<Tensor> tensors = tensors_with_zeros(model, nodes);
    if (!is_edge_list(model)) return rewrite_model(source, to, tensors, {});
    Model zeros = model;
    zeros.tensors = std::move(tensors);
    write_edge_list(to, zeros);
  }
};

std::string write_model(const std::string& source, const InitialFlags& given,
                        const std::vector<std::uint32_t>& chosen, const std::string& path) {
  const InitialFlags flags = as_written(given);
  const Model model = *load_if_model(source, flags, 0);
  if (is_edge_list(model) && !path.ends_with(".npz")) throw cannot_be_written(source, path);
  const std::vector<std::uint32_t> nodes = with_units_before(model, chosen);
  const Network whole = to_network(model, WeightDetail::all);
  const Rest rest{source, model, nodes};
  try {
    const InitialFlags back = for_reading_back(flags, model, nodes);
    Rewriting{back, path}.write([&](const std::string& to) { rest.write_smaller(to); },
                                without_nodes(whole, nodes));
    return "";
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) throw;
    const InitialFlags back = for_reading_back(flags, model, {});
    Rewriting{back, path}.write([&](const std::string& to) { rest.write_with_zeros(to); },
                                with_zeros_at(whole, nodes));
    return error.detail().cause;
  }
}

}  // namespace

void check_pruned_file(const std::string& source, const std::string& path) {
  if (path.ends_with(".json")) return;
  if (is_model_file(source) && can_rewrite_model(source, path)) return;
  throw cannot_be_written(source, path);
}

std::string write_pruned(const std::string& source, const InitialFlags& flags,
                         const Network& network, const std::vector<std::uint32_t>& nodes,
                         const std::string& path) {
  if (!path.ends_with(".json")) return write_model(source, flags, nodes, path);
  write_network(without_nodes(network, nodes), path);
  return "";
}

}  // namespace isthmus::cli

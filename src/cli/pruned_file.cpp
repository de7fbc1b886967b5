#include "cli/pruned_file.hpp"

#include <ostream>
#include <utility>

#include "cli/network_file.hpp"
#include "cli/output.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/rewrite_model.hpp"
#include "isthmus/network/removal.hpp"
#include "isthmus/network/tensor_removal.hpp"

namespace isthmus::cli {
namespace {

constexpr const char* what = "the network without these nodes";

void write_network(const Network& rest, const std::string& path) {
  deliver_checked(path, [&](const std::string& name) {
    write_file(name, [&](std::ostream& out) { write_network_json(out, rest); });
    ensure(network_to_json(load_network(name)) == network_to_json(rest),
           "the written network reads back as what remained");
  });
}

InitialFlags for_reading_back(InitialFlags flags, const Model& model,
                              const std::vector<std::uint32_t>& nodes) {
  if (!flags.model.architecture.empty()) flags.model.architecture = widths_without(model, nodes);
  return flags;
}

// One attempt to write a model and read it back as `expected`.
struct Rewriting {
  const InitialFlags& back;  // flags for reading it
  const std::string& path;

  template <class Write>
  void write(const Write& write_to, const Network& expected) const {
    deliver_checked(path, [&](const std::string& name) {
      write_to(name);
      const Network found = to_network(read_back(name, back, path, what), WeightDetail::all);
      if (!same_but_for_names(expected, found)) {
        throw cannot_hold(path, what, "it would stand for another");
      }
    });
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
  const InitialFlags flags = with_zeros(given);
  const Model model = *load_if_model(source, flags, 0);
  check_model_file(model, source, path);
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

std::string write_pruned(const std::string& source, const InitialFlags& flags,
                         const Network& network, const std::vector<std::uint32_t>& nodes,
                         const std::string& path) {
  if (!is_network_file(path)) return write_model(source, flags, nodes, path);
  write_network(without_nodes(network, nodes), path);
  return "";
}

}  // namespace isthmus::cli

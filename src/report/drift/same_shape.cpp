#include "report/drift/same_shape.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "network/words.hpp"

namespace isthmus {
namespace {

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  std::string text;
  for (const std::uint64_t side : shape) {
    text += (text.empty() ? "" : "×") + std::to_string(side);
  }
  return text.empty() ? "one number" : text;
}

constexpr const char* remedy = "give checkpoints of one network";

void require_same(const char* what, const std::vector<std::string>& first,
                  const std::vector<std::string>& other) {
  const auto [a, b] = std::mismatch(first.begin(), first.end(), other.begin(), other.end());
  if (a == first.end() && b == other.end()) return;
  if (b == other.end()) {
    throw input_error(
        std::string("has no ") + what + " " + quoted(*a) + ", which the first checkpoint has",
        remedy);
  }
  throw input_error(std::string("has the ") + what + " " + quoted(*b) +
                        (a == first.end() ? ", which the first checkpoint does not have"
                                          : ", where the first checkpoint has " + quoted(*a)),
                    remedy);
}

/// Of the tensor at position i, if it is called so, else of the first one that is.
const std::vector<std::uint64_t>* shape_of(const ModelShape& model, const std::string& name,
                                           std::size_t i) {
  if (i < model.tensors.size() && model.tensors[i].first == name) return &model.tensors[i].second;
  for (const auto& tensor : model.tensors) {
    if (tensor.first == name) return &tensor.second;
  }
  return nullptr;
}

}  // namespace

ModelShape::ModelShape(const Model& model) {
  for (const Tensor& tensor : model.tensors) tensors.emplace_back(tensor.name, tensor.shape);
  for (const NodeRun& run : model.runs) {
    runs.push_back(std::to_string(run.count) + " × " + role_text(run.role) + " " + run.prefix +
                   run.suffix);
  }
  for (const Link& link : model.links) {
    links.push_back(std::to_string(link.bundle_count()) + " bundles of " +
                    model.tensors[link.tensor].name + (link.fixed ? ", fixed" : ""));
  }
}

NetworkShape::NetworkShape(const Network& network) {
  for (const Node& node : network.nodes) nodes.push_back(role_text(node.role) + " " + node.id);
  edges = edge_names(network);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const Edge& edge = network.edges[i];
    if (edge.multiplicity > 1) edges[i] += " × " + std::to_string(edge.multiplicity);
    if (edge.fixed) edges[i] += " (fixed)";
  }
}

void require_same(const ModelShape& first, const ModelShape& other) {
  for (std::size_t i = 0; i < first.tensors.size(); ++i) {
    const auto& [name, shape] = first.tensors[i];
    const std::vector<std::uint64_t>* found = shape_of(other, name, i);
    if (found == nullptr) {
      throw input_error("has no tensor " + quoted(name) + ", which the first checkpoint has",
                        remedy);
    }
    if (*found == shape) continue;
    throw input_error("tensor " + quoted(name) + " has the shape " + shape_text(*found) +
                          ", in the first checkpoint " + shape_text(shape),
                      remedy);
  }
  require_same("layer", first.runs, other.runs);
  require_same("link", first.links, other.links);
}

void require_same(const NetworkShape& first, const NetworkShape& other) {
  require_same("node", first.nodes, other.nodes);
  require_same("edge", first.edges, other.edges);
}

}  // namespace isthmus

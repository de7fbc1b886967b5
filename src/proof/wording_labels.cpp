#include "proof/wording_labels.hpp"

#include <unordered_map>
#include <utility>

#include "isthmus/draw/label.hpp"
#include "isthmus/draw/layout.hpp"

namespace isthmus::wording {
namespace {

// Printable names, the number added to those that occur twice.
std::vector<std::string> unique_names(const std::vector<std::string>& raw) {
  std::vector<std::string> names;
  std::unordered_map<std::string, std::size_t> uses;
  for (const std::string& name : raw) names.push_back(printable_label(name));
  uses["ground"] = 1;
  for (const std::string& name : names) ++uses[name];
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || uses[names[i]] > 1) names[i] += "[" + std::to_string(i) + "]";
  }
  return names;
}

}  // namespace

Labels::Labels(const Certificate& certificate) : network_(certificate.network) {
  if (!certificate.names) return;
  names_.nodes = unique_names(certificate.names->nodes);
  names_.edges = unique_names(certificate.names->edges);
}

std::string Labels::node(NodeId v) const {
  if (network_.is_ground(v)) return "ground";
  if (v.value < names_.nodes.size()) return names_.nodes[v.value];
  return "v" + std::to_string(v.value);
}

std::string Labels::edge(EdgeId e) const {
  if (e.value < names_.edges.size()) return names_.edges[e.value];
  return "e" + std::to_string(e.value);
}

bool Labels::is_made_of_ends(EdgeId e) const {
  if (!is_named()) return false;
  const EdgeEndNames both = ends(e);
  return edge(e) == both.tail + "->" + both.head + both.rank;
}

std::optional<LayeredDrawing> layout_of(const Certificate& certificate, const Labels& labels) {
  std::optional<Diagram> diagram =
      diagram_of(certificate.network, certificate.balance, labels.names());
  if (!diagram) return std::nullopt;
  return lay_out(std::move(*diagram));
}

}  // namespace isthmus::wording

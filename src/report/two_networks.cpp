#include "report/two_networks.hpp"

namespace isthmus {

PairNames::PairNames(const TwoNetworks& both)
    : networks(both),
      edges_a(edge_names(both.a)),
      edges_b(edge_names(both.b)),
      a(both.a, both.contraction, edges_a) {}

std::string PairNames::set(const Network& network, const std::vector<std::uint32_t>& nodes,
                           std::size_t most) {
  std::string text = "{";
  for (std::size_t i = 0; i < nodes.size() && i < most; ++i) {
    text += (i > 0 ? ", " : "") + printable(network.nodes[nodes[i]].id);
  }
  if (nodes.size() > most) text += ", … " + std::to_string(nodes.size() - most) + " more";
  return text + "}";
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> moved_nodes(
    const std::vector<std::uint32_t>& partner) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> moved;
  for (std::uint32_t v = 0; v < partner.size(); ++v) {
    if (partner[v] != v) moved.emplace_back(v, partner[v]);
  }
  return moved;
}

void write_nodes(JsonWriter& json, std::string_view key, const Network& network,
                 const std::vector<std::uint32_t>& nodes) {
  json.key(key);
  json.begin_array(Layout::inline_);
  for (const std::uint32_t v : nodes) json.text(network.nodes[v].id);
  json.end_array();
}

void write_permutation(JsonWriter& json, const PairNames& names,
                       const std::vector<std::uint32_t>& partner) {
  json.key("permutation");
  json.begin_object(Layout::inline_);
  for (std::uint32_t v = 0; v < partner.size(); ++v) {
    if (names.networks.a.nodes[v].role != Role::hidden) continue;
    json.text(names.node_a(v), names.node_b(partner[v]));
  }
  json.end_object();
}

}  // namespace isthmus

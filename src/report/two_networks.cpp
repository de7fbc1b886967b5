#include "report/two_networks.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {

namespace {

std::vector<std::uint32_t> increasing(std::vector<std::uint32_t> list) {
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace

// Edges of models have no names of their own, so that those of `a` serve both.
PairNames::PairNames(const TwoNetworks& both, std::vector<std::uint32_t> wanted)
    : networks(both),
      edges(increasing(std::move(wanted))),
      edges_a(edge_names(both.a.nodes, both.a.edges, edges)),
      edges_b(edge_names(both.b.nodes, both.model_b ? both.a.edges : both.b.edges, edges)),
      a(both.a, both.contraction, edges_a) {}

std::size_t PairNames::place(std::uint32_t e) const {
  const auto at = std::lower_bound(edges.begin(), edges.end(), e);
  ensure(at != edges.end() && *at == e, "the names of these edges were asked for");
  return static_cast<std::size_t>(at - edges.begin());
}

std::string PairNames::set(const Network& network, const std::vector<std::uint32_t>& nodes,
                           std::size_t most) {
  std::string text = "{";
  for (std::size_t i = 0; i < nodes.size() && i < most; ++i) {
    text += (i > 0 ? ", " : "") + printable(network.nodes[nodes[i]].id);
  }
  if (nodes.size() > most) text += ", … " + std::to_string(nodes.size() - most) + " more";
  return text + "}";
}

std::vector<std::uint32_t> edges_named(const ReachReport& report) {
  const PerEdge<std::uint32_t>& position = report.networks.contraction.file_edge;
  std::vector<std::uint32_t> edges;
  for (const LockedSign& lock : report.result.locked) edges.push_back(position[lock.edge]);
  if (const auto& cut = report.result.balancing.cut) {
    for (const EdgeId e : cut->crossing) edges.push_back(position[e]);
  }
  return edges;
}

std::vector<std::uint32_t> edges_named(const EquivalenceReport& report) {
  if (report.result.answer != Equivalence::different) return {};
  const Difference& difference = report.result.difference;
  if (difference.kind == DifferenceKind::weight) return {difference.edge};
  std::vector<std::uint32_t> edges;
  for (const auto& [edge, weight] : difference.normalised) edges.push_back(edge);
  return edges;
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

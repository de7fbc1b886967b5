// What the reports about two networks share.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/report/reach.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"

namespace isthmus {

/// The names in both networks, of all nodes and of the edges that a report speaks of: those of a
/// million edges would take as much memory as the answer.
struct PairNames {
  PairNames(const TwoNetworks& networks, std::vector<std::uint32_t> edges);

  [[nodiscard]] const std::string& node_a(std::uint32_t v) const { return networks.a.nodes[v].id; }
  [[nodiscard]] const std::string& node_b(std::uint32_t v) const { return networks.b.nodes[v].id; }
  /// "{h1, h2}", as Names::set.
  [[nodiscard]] static std::string set(const Network& network,
                                       const std::vector<std::uint32_t>& nodes,
                                       std::size_t most = 8);

  /// Of the file edge at a position, one of those given.
  [[nodiscard]] const std::string& edge_a(std::uint32_t e) const { return edges_a[place(e)]; }
  [[nodiscard]] const std::string& edge_b(std::uint32_t e) const { return edges_b[place(e)]; }
  [[nodiscard]] const std::string& edge_a(EdgeId e) const { return edge_a(a.position(e)); }

  const TwoNetworks& networks;
  std::vector<std::uint32_t> edges;  ///< increasing
  std::vector<std::string> edges_a, edges_b;
  Names a;  ///< of nodes; the names of edges are above

 private:
  [[nodiscard]] std::size_t place(std::uint32_t e) const;
};

/// What the reports name: the locked edges and those that cross the cut; an edge that differs, or
/// those at a node that does.
[[nodiscard]] std::vector<std::uint32_t> edges_named(const ReachReport& report);
[[nodiscard]] std::vector<std::uint32_t> edges_named(const EquivalenceReport& report);

/// The hidden nodes that the permutation does not leave where they are, with their images.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> moved_nodes(
    const std::vector<std::uint32_t>& partner);

/// ["h1", "h2"] on one line.
void write_nodes(JsonWriter& json, std::string_view key, const Network& network,
                 const std::vector<std::uint32_t>& nodes);

/// {"h1": "h2", …}: every hidden node of the first network and its partner.
void write_permutation(JsonWriter& json, const PairNames& names,
                       const std::vector<std::uint32_t>& partner);

}  // namespace isthmus

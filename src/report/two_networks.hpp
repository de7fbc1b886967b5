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

/// The names in both networks.
struct PairNames {
  explicit PairNames(const TwoNetworks& networks);

  [[nodiscard]] const std::string& node_a(std::uint32_t v) const { return networks.a.nodes[v].id; }
  [[nodiscard]] const std::string& node_b(std::uint32_t v) const { return networks.b.nodes[v].id; }
  /// "{h1, h2}", as Names::set.
  [[nodiscard]] static std::string set(const Network& network,
                                       const std::vector<std::uint32_t>& nodes,
                                       std::size_t most = 8);

  const TwoNetworks& networks;
  std::vector<std::string> edges_a, edges_b;
  Names a;
};

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

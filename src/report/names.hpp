// How nodes, sets and edges are called in reports.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/report/analysis.hpp"

namespace isthmus {

/// Borrows a network, its contraction and its edge names; they must outlive it.
class Names {
 public:
  Names(const Network& network, const Contraction& contraction,
        const std::vector<std::string>& edge_names, std::span<const std::uint32_t> numbers = {})
      : network_(network), contraction_(contraction), edge_names_(edge_names), numbers_(numbers) {}
  explicit Names(const Analysis& analysis)
      : Names(analysis.network, analysis.contraction, analysis.edge_names, analysis.edge_numbers) {}

  /// The id of the first member; "ground" for ⏚.
  [[nodiscard]] const std::string& of(NodeId v) const;
  [[nodiscard]] const std::string& of(EdgeId e) const { return edge_names_[position(e)]; }

  /// Position in Network::edges.
  [[nodiscard]] std::uint32_t position(EdgeId e) const { return contraction_.file_edge[e]; }
  /// The number by which reports know the edge: its position, or what `numbers` says it is.
  [[nodiscard]] std::uint32_t file_edge(EdgeId e) const {
    return numbers_.empty() ? position(e) : numbers_[position(e)];
  }

  /// Ids of all members of a merged node, in file order.
  [[nodiscard]] std::vector<std::string> members(NodeId v) const;

  /// "{h1, h2}", at most `most` names and then "… N more".
  [[nodiscard]] std::string set(const std::vector<NodeId>& nodes, std::size_t most = 8) const;

 private:
  const Network& network_;
  const Contraction& contraction_;
  const std::vector<std::string>& edge_names_;
  std::span<const std::uint32_t> numbers_;
};

/// Strips what a terminal would act on: control characters become "\xNN".
[[nodiscard]] std::string printable(const std::string& text);

}  // namespace isthmus

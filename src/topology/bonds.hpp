// Bonds: the ways to cut a connected set of nodes into two connected halves.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "topology/cell_graph.hpp"

namespace isthmus::topology {

class Bonds {
 public:
  static constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

  /// `graph` must outlive it.
  explicit Bonds(const CellGraph& graph) : graph_(graph) {}

  /// The halves with the lowest node of `set`, such that the other half is not empty and both are
  /// connected. Requires a connected set. At most `limit` of them, nothing if there are more. The
  /// reference is good until the next call. What was found for small sets is kept.
  [[nodiscard]] const std::vector<NodeMask>* of(NodeMask set, std::size_t limit);

 private:
  static constexpr std::size_t kept_at_most = 4'000'000;  // halves

  const CellGraph& graph_;
  std::unordered_map<NodeMask, std::vector<NodeMask>> kept_;
  std::vector<NodeMask> last_;
  std::size_t kept_halves_ = 0;
};

}  // namespace isthmus::topology

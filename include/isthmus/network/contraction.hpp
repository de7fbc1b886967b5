// From the network a user wrote to the graph that carries the laws (theory §1.2).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// The balance network of a Network and the dictionary between the two.
/// Fixed edges tie their ends together: members of one group share one law, the sum of theirs;
/// whatever is tied to an input or output belongs to the ground.
struct Contraction {
  BalanceNetwork graph;
  /// For every position in Network::nodes, its node in `graph`.
  std::vector<NodeId> node_of;
  /// For every hidden node of `graph`, the positions of its members in file order (at least one);
  /// the first one names it. Hidden nodes of `graph` are in file order of their first members.
  PerNode<std::vector<std::uint32_t>> members;
  /// For every edge of `graph`, its position in Network::edges (increasing).
  PerEdge<std::uint32_t> file_edge;

  /// No graph edge belongs to that file edge (it is fixed).
  static constexpr std::uint32_t no_edge = std::numeric_limits<std::uint32_t>::max();
  /// For every position in Network::edges, the value of its EdgeId, or no_edge.
  std::vector<std::uint32_t> graph_edge;
};

/// Contracts a valid network. O(V + E α).
[[nodiscard]] Contraction contract(const Network& network);

/// θ_e² (for bundles the squared norm) for every edge of the contraction.
/// Requires has_weights(network).
[[nodiscard]] Flow squared_weights(const Network& network, const Contraction& contraction);

/// The balance: from the weights when there are any, otherwise the given one summed over groups;
/// nothing when it is symbolic.
[[nodiscard]] std::optional<Balance> balance_of(const Network& network,
                                                const Contraction& contraction);

}  // namespace isthmus

// Cutting nodes out of a network, and what that does to the function (theory §4, dynamics).
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// The network without these nodes and all edges at them; what remains keeps its order, names and
/// numbers. A balance is left out, since it is that of the weights. Requires a valid network with
/// weights and nodes that are no inputs, positions in Network::nodes, increasing.
[[nodiscard]] Network without_nodes(const Network& network,
                                    const std::vector<std::uint32_t>& nodes);

/// The network with 0 for every trainable weight at these nodes: they are still there, and nothing
/// else reaches or leaves them. Requires as without_nodes.
[[nodiscard]] Network with_zeros_at(Network network, const std::vector<std::uint32_t>& nodes);

/// Equal node by node and edge by edge but for names: what is computed from both is the same.
[[nodiscard]] bool same_but_for_names(const Network& a, const Network& b);

/// What joins a set of nodes to the rest of a network.
struct Connection {
  Rational cut_weight;  ///< total square of the weights with exactly one end in the set
  /// Some path of nonzero weights leads from the ground through the set to the ground. If not, the
  /// set contributes nothing: activations of 0 are 0, and what reaches no output does not matter.
  bool carries_signal = false;
};

/// Requires a valid network with weights. O(V + E).
[[nodiscard]] Connection connection(const Network& network,
                                    const std::vector<std::uint32_t>& nodes);

}  // namespace isthmus

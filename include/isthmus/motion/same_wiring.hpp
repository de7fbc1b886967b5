// Whether two networks are the same one with different weights.
#pragma once

#include <optional>
#include <string>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// The network that two settings of weights have in common; its own weights do not count.
struct SharedWiring {
  const Network& network;
  const Contraction& contraction;  ///< of the network
};

/// The first difference between two valid networks, as a clause that calls them by the given names:
/// layers and their sizes, roles, activations, ends, multiplicities and kinds of edges, fixed
/// weights. Nothing if node i of one is node i of the other and so for edges; trainable weights,
/// balances and names may differ. O(V + E).
[[nodiscard]] std::optional<std::string> wiring_difference(const Network& a, const Network& b,
                                                           const std::string& name_a,
                                                           const std::string& name_b);

/// `b` with its nodes in the order of those of `a` and its edges in that of the edges of `a`, if
/// both have the same node names and as many edges between any two of them; `b` itself if not. So
/// files that list one network in two orders are compared by names, and models of other programs by
/// position. Requires valid networks. O((V + E) log E).
[[nodiscard]] Network in_order_of(const Network& a, Network b);

/// True only if to_network() of both has nothing for wiring_difference to tell, and node i is
/// called by no name of another node of the other model, so that in_order_of() leaves them alone:
/// what can be said without writing them out. Requires valid models. O(nodes + links), and a look
/// at every fixed weight.
[[nodiscard]] bool laid_out_alike(const Model& a, const Model& b);

}  // namespace isthmus

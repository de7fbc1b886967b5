// The cut ideal I(c), whose Betti table holds the Betti numbers of M(c) (theory §6).
#pragma once

#include <vector>

#include "isthmus/flow/bottleneck.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// A minimal generator: the product of x_e over `edges`, which are exactly the edges that enter
/// (kind in, charge > 0) or leave (kind out, charge < 0) `set`; they cannot all vanish. Bundles
/// count as one edge here. A generator of one edge is a lock.
struct CutGenerator {
  CutKind kind = CutKind::in;
  std::vector<NodeId> set;    ///< hidden nodes, increasing, joined by undirected edges
  std::vector<EdgeId> edges;  ///< increasing
  Rational charge;            ///< c(set)
};

/// True when the edges that enter or leave the set are as stated and the charge has its sign.
[[nodiscard]] bool is_cut(const BalanceNetwork& network, const Balance& c,
                          const CutGenerator& generator);

}  // namespace isthmus

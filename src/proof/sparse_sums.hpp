// Flows as sparse vectors, and sums of a flow and a few changes.
#pragma once

#include <map>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// The nonzero entries.
[[nodiscard]] inline SparseVector sparse(const Flow& x) {
  SparseVector entries;
  for (const EdgeId e : IdRange<EdgeId>(x.size())) {
    if (x[e] != 0) entries.emplace_back(e, x[e]);
  }
  return entries;
}

/// True when base + difference is a flow of the same balance; `base` is a flow. Looks at the
/// entries of the difference only.
[[nodiscard]] inline bool leads_to_flow(const BalanceNetwork& network, const Flow& base,
                                        const SparseVector& difference) {
  std::map<NodeId, Rational> change;
  for (const auto& [e, amount] : difference) {
    if (base[e] + amount < 0) return false;
    change[network.head(e)] += amount;
    change[network.tail(e)] -= amount;
  }
  change.erase(network.ground());
  for (const auto& [v, amount] : change) {
    if (amount != 0) return false;
  }
  return true;
}

}  // namespace isthmus

// Connected components of M(c): how many, and which signs tell them apart (theory §3).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// M(c) has 2^locked.size() connected components, one for each choice of signs on the locked edges.
struct Components {
  std::vector<CutStep> locked;  ///< in proof order, see CutStep
  [[nodiscard]] std::size_t log2_count() const noexcept { return locked.size(); }
};

/// One necessary and sufficient inequality: c(set) <= 0 (kind in) or c(set) >= 0 (kind out).
struct WallInequality {
  EdgeId edge;
  CutKind kind = CutKind::in;
  std::vector<NodeId> set;  ///< increasing
};

/// The criterion for a symbolic balance: a nonempty M(c) is connected if and only if all
/// inequalities hold. `complete` is false when the limit stopped the enumeration of sets; then the
/// listed inequalities are necessary only, and the regions still describe the whole family.
struct ConnectednessCriterion {
  std::vector<Bottleneck> bottlenecks;
  std::vector<WallInequality> inequalities;  ///< by edge, kind in before out, then by set
  bool complete = true;
};

/// Enumerates, for every bottleneck and kind, the sets U joined by undirected edges (unjoined ones
/// follow from these and feasibility). At most `limit` inequalities
/// in all, with about 10^6 nodes in their sets.
[[nodiscard]] ConnectednessCriterion connectedness_criterion(const BalanceNetwork& network,
                                                             std::size_t limit = 1000);

}  // namespace isthmus

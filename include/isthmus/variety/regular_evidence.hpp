// The proof that the regular part has exactly 2^m components (theory §5).
#pragma once

#include <vector>

#include "isthmus/flow/bypass.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// A walk around an edge that vanishes: from its tail to its head, directions ignored.
struct Detour {
  EdgeId edge;
  std::vector<EdgeId> walk;  ///< empty if both ends are the same node of G/⏚
};

/// interior + difference is a regular point of P(c): each edge that vanishes there but not in the
/// interior point has a detour along positive edges.
struct RegularWitness {
  SparseVector difference;
  std::vector<Detour> detours;  ///< by increasing edge
};

/// A regular point and, for every edge that is neither locked, weakly locked, bypassed, a loop, a
/// bundle nor zero in `interior`, a witness that vanishes on it.
struct RegularEvidence {
  Flow interior;  ///< positive on all edges but loops
  Forest forest;  ///< joins every hidden node to the ground along positive edges
  std::vector<RegularWitness> witnesses;
};

/// Requires that M(c) has a regular point (regular_components_log2) and that `bypass` and `minima`
/// are those of the network. A flow O(V + E) and a local search for each bottleneck that is
/// not (weakly) locked. Throws Error (limit_reached) where numbers would need a million bits.
[[nodiscard]] RegularEvidence regular_evidence(const BalanceNetwork& network, const Balance& c,
                                               const Bypass& bypass, const EdgeMinima& minima);

/// A set U that no edge enters (kind in) or leaves (kind out) with c(U) = 0: it floats at every
/// point of M(c). Requires that P(c) is not empty and that no point of M(c) is regular.
struct AlwaysFloating {
  CutKind kind = CutKind::in;
  std::vector<NodeId> set;
};

/// Requires a point `flow` of P(c), and that no point of M(c) is regular. O(V + E).
[[nodiscard]] AlwaysFloating always_floating(const BalanceNetwork& network, const Flow& flow);

}  // namespace isthmus

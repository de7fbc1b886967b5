// Flows that show which edges are not locked (theory §3, certificate of no lock).
#pragma once

#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// base + difference is a point of P(c) that is zero on `edges`.
struct FreeWitness {
  std::vector<EdgeId> edges;  ///< increasing, not empty
  SparseVector difference;
};

/// Witnesses that every edge of multiplicity 1 outside `locked` can vanish: each is zero in `base`
/// or in exactly one witness. Requires that `base` is a point of P(c) and `locked` holds all its
/// locked edges (edge_minima). A few flows O(V + E) each for the bulk of the edges, then one local
/// search for each edge that is left; those are bottlenecks, or nearly.
[[nodiscard]] std::vector<FreeWitness> free_edge_witnesses(const BalanceNetwork& network,
                                                           const Balance& c, const Flow& base,
                                                           const std::vector<CutStep>& locked);

/// The same for the edges marked in `wanted` only, each of multiplicity 1 and not locked.
[[nodiscard]] std::vector<FreeWitness> free_edge_witnesses(const BalanceNetwork& network,
                                                           const Balance& c, const Flow& base,
                                                           PerEdge<bool> wanted);

}  // namespace isthmus

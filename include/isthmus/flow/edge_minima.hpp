// The exact minimum of x_e over P(c), for all edges at once, with its proof (theory §3).
#pragma once

#include <vector>

#include "isthmus/exact/dyadic_vector.hpp"
#include "isthmus/flow/bottleneck.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// A derived cut: the edges crossing into (kind in) / out of (kind out) `set` are exactly {edge},
/// and bound = ±c(set) + the bounds of `uses`, earlier steps whose edges cross `set` the other way.
struct CutStep {
  EdgeId edge;
  CutKind kind = CutKind::in;
  std::vector<NodeId> set;   ///< hidden nodes, increasing, not empty
  std::vector<EdgeId> uses;  ///< increasing; each proved by an earlier step
  Rational bound;            ///< x_e >= bound on P(c), attained; positive unless weakly locked
};

struct EdgeMinima {
  /// One step for every edge of multiplicity 1 with positive minimum, in proof order: each step
  /// uses earlier ones only. All other edges have minimum 0.
  std::vector<CutStep> locked;
  /// One step with bound 0 for every edge with minimum 0 that has a cut of value exactly 0: x_e = 0
  /// forces a whole cut to vanish (these edges and the locked ones decide the regular part, theory
  /// §5). By increasing edge. Their uses are locks of the same kind, and so are the uses of those.
  std::vector<CutStep> weakly_locked;
};

/// Requires that P(c) is not empty and `flow` is a point of it. Near-linear apart from maximum
/// flows inside the regions of bottlenecks and, quadratic at worst, in parts that miss the ground.
/// Runs on two threads.
[[nodiscard]] EdgeMinima edge_minima(const BalanceNetwork& network, const Balance& c,
                                     const Flow& flow);

/// Everything that cuts say about P(c) and its edges.
struct EdgeVerdicts {
  /// Not empty: P(c) is empty, as is_violated checks, and nothing below is there.
  std::vector<NodeId> violated_set;
  EdgeMinima minima;
  /// The edges with x_e = 0 all over P(c); increasing.
  std::vector<EdgeId> always_zero;
  /// Every hidden node lies on a walk from ground to ground.
  bool no_dead_ends = false;
};

/// Needs no flow, and looks for none unless a rare weak lock asks for it: made for ten million
/// edges. Costs as edge_minima. Requires one value per hidden node.
[[nodiscard]] EdgeVerdicts edge_verdicts(const BalanceNetwork& network, const DyadicVector& c);
[[nodiscard]] EdgeVerdicts edge_verdicts(const BalanceNetwork& network, const Balance& c);

/// Checks every step by counting crossing edges; edge_minima runs it on what it hands out.
/// Linear in the sizes of the sets and their edges.
[[nodiscard]] bool is_proof(const BalanceNetwork& network, const Balance& c,
                            const std::vector<CutStep>& steps);

/// The same for the weak locks too: their value is 0, and every use is a lock of their kind whose
/// own uses are such locks again.
[[nodiscard]] bool is_proof(const BalanceNetwork& network, const Balance& c,
                            const EdgeMinima& minima);

}  // namespace isthmus

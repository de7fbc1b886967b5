// Flows that show which edges are free.
#pragma once

#include <vector>

#include "isthmus/report/analysis.hpp"

namespace isthmus {

/// Requires that `base` is a point of P(c) and `locked` are all its locked edges. Every flow is
/// asked about all edges still open, so the witnesses are usually far fewer than the edges.
[[nodiscard]] std::vector<FreeWitness> find_witnesses(const BalanceNetwork& graph, const Flow& base,
                                                      const std::vector<CutStep>& locked);

/// The nonzero entries of `other` − `base`.
[[nodiscard]] std::vector<std::pair<EdgeId, Rational>> sparse_difference(
    const BalanceNetwork& graph, const Flow& base, const Flow& other);

}  // namespace isthmus

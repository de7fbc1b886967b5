// Every cheapest way to separate hidden nodes from the ground (theory §4, distance).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus {

/// What is kept of the sets; all are counted.
struct MinimumCutLimits {
  std::size_t sets = 10'000;
  std::size_t nodes = 1'000'000;  ///< of all kept sets together; one set is kept even if larger
};

/// The sets of hidden nodes that are cut off by the least weight. Each is joined in itself, and so
/// is what is left of the network with the ground.
struct MinimumCuts {
  Rational value;
  std::uint64_t count = 0;  ///< at most |H|·(|H|+1)/2; of those found if not complete()
  std::vector<std::vector<NodeId>> sets;  ///< increasing; small ones first, then in node order
  std::string stopped;                    ///< why the search ended early, as a clause

  [[nodiscard]] bool complete() const noexcept { return stopped.empty(); }
};

/// All sets of hidden nodes whose cut has weight `value`. Requires weights >= 0 and
/// value = minimum_cut(network, weights)->value > 0. At most |H| maximum flows on what is left when
/// pairs are contracted that no minimum cut separates, and for each one search of its residual
/// graph. Linear memory beyond the sets. `budget` counts arcs looked at.
[[nodiscard]] MinimumCuts all_minimum_cuts(const BalanceNetwork& network, const Flow& weights,
                                           const Rational& value, Budget budget = {},
                                           MinimumCutLimits limits = {});

}  // namespace isthmus

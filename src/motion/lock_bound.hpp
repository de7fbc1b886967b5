// How many locks every rescaling by powers of two leaves.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/balance_network.hpp"
#include "motion/dead_end.hpp"
#include "motion/series.hpp"

namespace isthmus::motion {

/// The values of x on the edges of a class.
[[nodiscard]] std::vector<Rational> values_on(const SeriesClass& series, const Flow& x);

/// The fewest locks among the edges of a class: all but the most that powers of two make equal and
/// least; at a zero, all others.
[[nodiscard]] std::size_t fewest_locks(const BalanceNetwork& network, const SeriesClass& series,
                                       const Flow& x);

struct LockBound {
  std::vector<std::size_t> of_class;  ///< fewest_locks of each
  /// A lower bound for the number of locks of all rescalings of x: of every class the larger of
  /// fewest_locks and the locks that cannot be opened, and all other locks of that kind.
  std::size_t total = 0;
};

/// `locked` are the locks at x itself, which include all that cannot be opened.
[[nodiscard]] LockBound lock_bound(const BalanceNetwork& network, const Flow& x,
                                   const std::vector<SeriesClass>& classes,
                                   const std::vector<CutStep>& locked, DeadEnds& dead_ends);

}  // namespace isthmus::motion

// Edges in series: of each two of them, one is locked unless their squares are equal.
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus::motion {

/// Edges e_0, …, e_r, r >= 1, and sets of hidden nodes U_1, …, U_r, disjoint: the only edge into
/// U_i is e_{i−1}, the only edge out of it is e_i.
struct SeriesClass {
  std::vector<EdgeId> edges;
  std::vector<std::vector<NodeId>> between;
};

/// All such classes that are as long as possible; every edge is in one at most. Classes whose
/// sets the budget does not allow to be written down are left out.
[[nodiscard]] std::vector<SeriesClass> series_classes(const BalanceNetwork& network, Budget budget);

}  // namespace isthmus::motion

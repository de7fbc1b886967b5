// The sets behind the cuts.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/topology/cut_ideal.hpp"
#include "topology/peel.hpp"

namespace isthmus::topology {

/// The generators with their sets, by degree and edges; nothing if the sets together would have
/// more than 10^7 nodes. Every one is checked. Linear in the sets and the edges at their nodes.
[[nodiscard]] std::optional<std::vector<CutGenerator>> with_sets(const BalanceNetwork& network,
                                                                 const Balance& c,
                                                                 const std::vector<RawCut>& cuts);

}  // namespace isthmus::topology

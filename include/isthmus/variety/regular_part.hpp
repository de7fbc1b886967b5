// The regular part of M(c), where gradient flow from a regular point lives (theory §5).
#pragma once

#include <cstddef>
#include <optional>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// log2 of the number of connected components of the regular part; nothing when no point of M(c)
/// is regular. `support` is maximal_support, `minima` are the edge minima of the same P(c).
[[nodiscard]] std::optional<std::size_t> regular_components_log2(const BalanceNetwork& network,
                                                                 const PerEdge<bool>& support,
                                                                 const EdgeMinima& minima);

/// The same from scratch. Requires that P(c) is not empty.
[[nodiscard]] std::optional<std::size_t> regular_components_log2(const BalanceNetwork& network,
                                                                 const Balance& c);

/// dim M(c) = |S| − rank B_S over the maximal support S, weights counted with multiplicity.
[[nodiscard]] std::uint64_t dimension(const BalanceNetwork& network, const PerEdge<bool>& support);

}  // namespace isthmus

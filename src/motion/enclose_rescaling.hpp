// The factors of a rescaling that is known to exist.
#pragma once

#include "isthmus/motion/balancing.hpp"
#include "motion/orbit_laws.hpp"

namespace isthmus::motion {

/// What rescale_onto() does once blocking_cut() found nothing for this support.
[[nodiscard]] Balancing enclose_rescaling(const BalanceNetwork& network,
                                          const PerEdge<bool>& support,
                                          const SquareSums& square_sum, const Balance& c,
                                          const BalancingOptions& options);

}  // namespace isthmus::motion

// What one weight is drawn from, shared by networks and models.
#pragma once

#include <cstdint>

#include "isthmus/network/weight_draws.hpp"

namespace isthmus {

/// `fan_in` and `fan_out` of the edge as described at initialise().
[[nodiscard]] WeightLaw initial_law(Scheme scheme, bool bias, std::uint64_t fan_in,
                                    std::uint64_t fan_out);

/// The standard deviation, or the half width, of a law: correctly rounded.
[[nodiscard]] double spread_of(const WeightLaw& law);

class RandomBits;

/// One weight, exactly a number of `precision`.
[[nodiscard]] double draw_weight(RandomBits& bits, bool normal, double spread, Precision precision);

}  // namespace isthmus

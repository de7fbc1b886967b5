// Where an orbit meets M(c), to the precision of double: a guess for sandwich.hpp to prove.
#pragma once

#include <vector>

#include "motion/orbit_laws.hpp"

namespace isthmus::motion {

/// log2 of z_v for every unknown. Requires that the laws have a solution.
[[nodiscard]] std::vector<double> search_orbit(const OrbitLaws& laws);

}  // namespace isthmus::motion

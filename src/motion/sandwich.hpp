// Two points with the solution of the laws between them, proved in integers.
#pragma once

#include <optional>
#include <vector>

#include "motion/dyadic_scale.hpp"
#include "motion/orbit_laws.hpp"

namespace isthmus::motion {

struct Sandwich {
  std::vector<Dyadic> below, above;  ///< by unknown: below <= z <= above
};

/// True if F(below) <= c <= F(above) at every unknown, decided with flows rounded to 2^-shift:
/// then the solution lies between the two (the essay of sandwich.cpp).
[[nodiscard]] bool is_sandwich(const OrbitLaws& laws, const Sandwich& sandwich, long shift);

/// A sandwich of relative width at most 2^-bits for z; nothing if none was found near the guess
/// (log2 of z). Requires that the laws have a solution.
[[nodiscard]] std::optional<Sandwich> enclose_orbit(const OrbitLaws& laws,
                                                    const std::vector<double>& guess, int bits);

}  // namespace isthmus::motion

// Rational factors that solve the laws exactly, where there are such.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/exact/ball.hpp"
#include "motion/orbit_laws.hpp"

namespace isthmus::motion {

/// The fraction with the least denominator (and then numerator) in [lower, upper].
/// Requires 0 < lower <= upper. O(length) steps of Euclid's algorithm.
[[nodiscard]] Rational simplest_within(const Enclosure& interval);

/// The simplest fraction in each enclosure of λ, by unknown, if together they solve the laws;
/// decided exactly. The solution is unique, so each is the factor then.
[[nodiscard]] std::optional<std::vector<Rational>> exact_scale(
    const OrbitLaws& laws, const std::vector<Enclosure>& enclosures);

}  // namespace isthmus::motion

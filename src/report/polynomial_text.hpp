// Poincaré polynomials in words.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/topology/topology.hpp"

namespace isthmus {

/// "1 + 2t + t^3", at most `most` terms and then " + … (N terms)".
[[nodiscard]] std::string polynomial_text(const std::map<std::uint64_t, Integer>& coefficients,
                                          std::size_t most);

/// The product of the factors' polynomials: "2^3·(1 + t)^2"; "1" for a point. Factors that are not
/// determined stand as "P_1(t)", "P_2(t)", ….
[[nodiscard]] std::string poincare_text(const Topology& topology, const Coefficients& coefficients,
                                        std::size_t most_terms);

/// "S^3", "S^0" for spheres, "" otherwise.
[[nodiscard]] std::string sphere_text(const Homology& homology);

}  // namespace isthmus

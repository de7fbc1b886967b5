// What both reports say about the homology with the coefficients asked for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "isthmus/report/topology.hpp"

namespace isthmus {

/// Betti numbers by degree; nothing if not determined.
[[nodiscard]] std::optional<std::map<std::uint64_t, Integer>> betti_numbers(
    const TopologyFacts& facts);

/// "+-+".
[[nodiscard]] std::string signs_text(const SignVector& signs);

/// Why the Betti numbers, the Euler characteristic or the generators are not all there.
[[nodiscard]] std::string open_question(const TopologyFacts& facts);

}  // namespace isthmus

// Coordinates within a layer: straight edges, no overlaps.
#pragma once

#include <cstdint>
#include <vector>

namespace isthmus::draw {

/// Integers y_0, y_1, … with y_i+1 - y_i >= gap[i] that make Σ (y_i - wish[i])² minimal up to
/// rounding. `gap` has one entry less than `wish`. Linear time.
[[nodiscard]] std::vector<std::int64_t> spread(const std::vector<std::int64_t>& wish,
                                               const std::vector<std::int64_t>& gap);

}  // namespace isthmus::draw

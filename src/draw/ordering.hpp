// The order of the vertices within each layer: few crossings.
#pragma once

#include <cstddef>
#include <vector>

#include "draw/layering.hpp"

namespace isthmus::draw {

/// The vertices of each layer, in order.
using LayerOrder = std::vector<std::vector<std::size_t>>;

[[nodiscard]] LayerOrder layer_order(const Layering& layers);

/// Pairs of stretches between neighbouring layers that cross.
[[nodiscard]] std::size_t crossings(const Layering& layers, const LayerOrder& order);

/// For each vertex its neighbours one layer below and one above, with repetition.
struct LayerNeighbours {
  std::vector<std::vector<std::size_t>> below, above;
};
[[nodiscard]] LayerNeighbours neighbours(const Layering& layers);

}  // namespace isthmus::draw

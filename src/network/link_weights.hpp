// The bundles and single weights of a link, and those of a model that are not trained.
#pragma once

#include <cstdint>

#include "isthmus/network/model.hpp"

namespace isthmus {

/// Calls take(tail, head, position of the first weight) for every bundle of a link in order.
template <class Take>
void for_each_bundle(const Link& link, Take&& take) {
  const bool dense = link.wiring == Wiring::dense;
  const std::size_t columns = dense ? link.tails.size() : 1;
  for (std::size_t row = 0; row < link.heads.size(); ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      take(link.tails[dense ? column : row], link.heads[row], link.position(row, column));
    }
  }
}

/// Calls take(tail, head, position) for every single weight of a link in the order of its bundles.
template <class Take>
void for_each_weight(const Link& link, Take&& take) {
  for_each_bundle(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t first) {
    for (std::uint64_t k = 0; k < link.depth; ++k) take(tail, head, first + k * link.depth_stride);
  });
}

/// Calls take(tail, head, weight) for every nonzero weight of the fixed links. A frozen weight of 0
/// carries nothing.
template <class Take>
void for_each_fixed_weight(const Model& model, Take&& take) {
  for (const Link& link : model.links) {
    if (!link.fixed) continue;
    const Tensor& tensor = model.tensors[link.tensor];
    for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t position) {
      const double weight = tensor.at(position);
      if (weight != 0) take(tail, head, weight);
    });
  }
}

}  // namespace isthmus

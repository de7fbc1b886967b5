// The sparse pattern of a layered network: which entries of each factor may be nonzero.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace isthmus {

/// The support I of one factor X, a matrix of outputs × inputs: rows[i] lists the columns j, in
/// increasing order, at which X(i, j) may be nonzero.
struct LayerSupport {
  std::size_t inputs = 0;
  std::vector<std::vector<std::uint32_t>> rows;  ///< one list per output of the layer

  [[nodiscard]] std::size_t outputs() const noexcept { return rows.size(); }
  friend bool operator==(const LayerSupport&, const LayerSupport&) = default;
};

/// Factors from the input to the output: layers[l].inputs == layers[l-1].outputs().
using LayerSupports = std::vector<LayerSupport>;

}  // namespace isthmus

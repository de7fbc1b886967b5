// The sparse pattern of a layered network: which entries of each factor may be nonzero.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

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

/// The supports of a layered network: its nodes fall into layers, the inputs into the first and the
/// outputs into the last, such that every edge leads to the next one. Biases are left out: they do
/// not restrict the product of the factors. Inputs and outputs keep their order in the file, and so
/// do the hidden nodes of a layer; hidden nodes without any edge are left out.
///
/// Throws Error (bad_input) naming an edge that makes walks of different lengths, has several
/// weights (a kernel), is fixed or joins the same nodes as another. Requires a valid network. O(V +
/// E).
[[nodiscard]] LayerSupports layer_supports(const Network& network);

/// The same for a valid model, where weights that are exactly 0 are no edges.
[[nodiscard]] LayerSupports layer_supports(const Model& model);

}  // namespace isthmus

// Models from files that hold arrays and no graph (docs/models.md).
#pragma once

#include <string>
#include <vector>

#include "isthmus/formats/load_model.hpp"
#include "isthmus/formats/tensor_files.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

/// How the order of the layers of a chain is known.
enum class LayerOrder {
  from_names,  ///< from names and widths, as below
  as_given     ///< the matrices come layer by layer
};

/// The dense network whose matrices (2-D arrays) and biases (1-D arrays) these are: inputs x[0], …,
/// a layer of nodes for each matrix, called after it, and one bias node. The order of the layers is
/// that of the widths in `reading.architecture`, if given; else that of numbers in the names, where
/// they differ in nothing else; else the only one in which the shapes fit. Throws Error (bad_input)
/// naming tensors if there is no such order or more than one, or if a bias fits no matrix or
/// several, (bad_usage) if the architecture is no list of widths.
[[nodiscard]] Model weights_chain(std::vector<Tensor> tensors, const ModelReading& reading,
                                  LayerOrder order = LayerOrder::from_names);

/// A model from an .npy, .npz or .safetensors file: the chain above, or the graph of an edge list
/// (an .npz with members `from` and `to`). Not yet validated. Throws Error naming the file.
[[nodiscard]] Model read_weights_file(const std::string& path, const ModelReading& reading,
                                      const TensorFileLimits& limits = {});

}  // namespace isthmus

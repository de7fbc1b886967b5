// Trained models by file name (docs/models.md).
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/model.hpp"

namespace isthmus {

/// How matrices lie in a file that holds weights without a graph.
enum class MatrixLayout {
  out_in,  ///< a row for each neuron, as PyTorch stores them
  in_out   ///< a column for each neuron, as Keras does
};

/// What the user says about a model file; one field for each flag.
struct ModelReading {
  std::string architecture;  ///< "mlp:784-128-10": widths of a file without a graph
  MatrixLayout layout = MatrixLayout::out_in;
  std::vector<std::string> frozen;  ///< names of tensors that are not trained
  bool drop_zeros = false;          ///< weights that are exactly 0 are no edges
};

/// True for names that end in ".onnx", ".safetensors", ".npz" or ".npy", and for pickles (".pt",
/// ".pth", ".ckpt", ".pkl"), which load_model refuses.
[[nodiscard]] bool is_model_file(const std::string& source);

/// Reads and validates a model. Throws Error (bad_input or bad_usage) naming file and tensor.
[[nodiscard]] Model load_model(const std::string& source, const ModelReading& reading = {});

}  // namespace isthmus

// Probabilities of locks over a grid of shallow networks mlp:d-l-1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/sampling/sample.hpp"

namespace isthmus {

/// The sizes: every d with every l. Both lists increase strictly and are not empty.
struct Grid {
  std::vector<std::uint64_t> inputs;  ///< d
  std::vector<std::uint64_t> widths;  ///< l
};

/// Reads "d=1..30,l=1..30" or "d=1,2,5..8,l=10": ranges and lists of whole numbers from 1 to
/// 10^6, at most 10^4 pairs in all. Throws Error (bad_usage).
[[nodiscard]] Grid parse_grid(const std::string& text);

/// Whether the networks of "mlp:d-l-1" or "mlp:d-l-1+bias" (d and l are these letters) have biases.
/// Throws Error (bad_usage) for anything else.
[[nodiscard]] bool grid_has_bias(const std::string& architecture);

/// What a grid shows.
enum class Quantity {
  locked,       ///< that the weight out of one neuron is locked: c_k < 0
  obstruction,  ///< that the weights out of all l neurons are locked, all with one sign
};

struct GridOptions {
  bool bias = false;
  Quantity quantity = Quantity::locked;
  /// Draws of every network; 0: none, closed forms only. Every network draws with the same seed, so
  /// each cell holds what `sample` counts for it.
  SampleOptions sampling;
};

struct GridCell {
  std::uint64_t inputs = 0;
  std::uint64_t width = 0;
  std::optional<Enclosure> closed_form;  ///< under normal schemes
  Count count;                           ///< neurons (locked) or draws (obstruction)
};

struct GridSample {
  Grid grid;
  std::vector<GridCell> cells;  ///< by inputs, then by width
  bool complete = true;         ///< all draws were made

  [[nodiscard]] const GridCell& at(std::size_t row, std::size_t column) const {
    return cells[row * grid.widths.size() + column];
  }
};

/// Throws Error (bad_usage) if there is neither a closed form nor a draw, if draws are more than
/// 10^9, or more than 10^11 neurons in one network; (limit_reached) for a network that has too many
/// edges to be drawn. The same result for every number of threads.
[[nodiscard]] GridSample sample_grid(const Grid& grid, const GridOptions& options);

}  // namespace isthmus

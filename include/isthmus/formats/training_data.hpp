// Samples to train on: CSV and .npz (docs/flow.md).
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace isthmus {

/// Finite numbers, by column: inputs[i][s] is input i of sample s. Columns are in the order of the
/// names that the data were read for, and all of one length.
struct TrainingData {
  std::vector<std::vector<double>> inputs;
  std::vector<std::vector<double>> targets;

  [[nodiscard]] std::size_t samples() const { return targets.empty() ? 0 : targets.front().size(); }
};

/// What the columns are for.
struct DataNames {
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;  ///< at least one
};

/// Limits against hostile files.
struct DataLimits {
  std::uint64_t numbers = 100'000'000;
};

/// Reads comma-separated numbers, a sample a line. A first line that is not all numbers is a header
/// that names each input and output once, in any order; without one, the inputs come first in
/// order, then the outputs. Empty lines mean nothing. Every number is rounded to binary64.
/// Throws Error (bad_input) naming line and column: ragged lines, no number, not finite, unknown or
/// missing names, no samples.
[[nodiscard]] TrainingData read_training_csv(std::istream& in, const DataNames& names,
                                             const DataLimits& limits = {});

/// Reads a file whose name ends in .csv, or in .npz with arrays x of shape (samples, inputs) and y
/// of shape (samples, outputs), or (samples,) if there is one output; of floats, or integers up to
/// 2^53. Throws Error (bad_input) naming the file and the place.
[[nodiscard]] TrainingData load_training_data(const std::string& path, const DataNames& names,
                                              const DataLimits& limits = {});

}  // namespace isthmus

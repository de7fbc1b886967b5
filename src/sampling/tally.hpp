// What is counted over draws: added up, and as bytes between threads and runs.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace isthmus::sampling {

/// Counts over some draws of one network; the lists have the lengths of the lists in `Sample`.
struct Tally {
  struct Bin {
    std::uint64_t draws = 0;
    std::uint64_t first = 0;  ///< the first of them
  };

  std::map<std::uint64_t, Bin> bins;  ///< by number of locked weights
  std::vector<std::uint64_t> weights, nodes_in, nodes_out, outputs;

  /// All counts 0.
  Tally(std::size_t weight_count, std::size_t node_count, std::size_t output_count)
      : weights(weight_count), nodes_in(node_count), nodes_out(node_count), outputs(output_count) {}

  /// One more draw.
  void count(std::uint64_t locked, std::uint64_t draw);
  /// Adds counts over later draws of the same network.
  void add(const Tally& later);
};

[[nodiscard]] std::string to_bytes(const Tally& tally);

/// Reads what to_bytes wrote about the network that `shape` is of. Throws Error (bad_input) for
/// anything of another length.
[[nodiscard]] Tally from_bytes(const std::string& bytes, const Tally& shape);

}  // namespace isthmus::sampling

// How often random weights have their balance in each chamber (theory §8).
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/sampling/sample.hpp"
#include "isthmus/topology/chambers.hpp"

namespace isthmus {

/// Draws of the weights of the whole network, looked at in the first block of each class. (The
/// other blocks of a class have the same distribution.)
struct ChamberHits {
  std::uint64_t asked = 0;
  std::uint64_t draws = 0;                       ///< fewer than asked if the deadline came first
  std::vector<std::vector<std::uint64_t>> hits;  ///< by block and listed chamber, with all alike
  std::vector<std::uint64_t> on_walls;           ///< by block; a hit or on a wall: nothing else
};

/// Draw i has the weights of `initialise` with seed draw_seed(options.seed, i); the balance is
/// computed exactly from them. The same for any number of threads. Requires the chambers of this
/// network. Throws Error (bad_usage) unless 1 <= draws <= 10^9, and what `WeightDraws` and `farm`
/// throw. About a microsecond a weight and draw.
[[nodiscard]] ChamberHits chamber_hits(const Network& network, const Contraction& contraction,
                                       const Chambers& chambers, const SampleOptions& options);

}  // namespace isthmus

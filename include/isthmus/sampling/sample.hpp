// How often weights are locked when a network is initialised at random (theory §3, §7).
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/initialise.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/sampling/interval.hpp"

namespace isthmus {

/// The most draws of one network.
inline constexpr std::uint64_t most_draws = 1'000'000'000;

struct SampleOptions {
  Scheme scheme = Scheme::kaiming_normal;
  Precision precision = Precision::binary32;
  std::uint64_t seed = 0;
  std::uint64_t draws = 1000;  ///< 1 … most_draws
  FarmOptions farm;            ///< threads, checkpoint, progress, deadline; identity is filled in
};

/// The draws with one number of locked weights.
struct LockedBin {
  std::uint64_t locked = 0;  ///< log2 of the number of components
  std::uint64_t draws = 0;
  std::uint64_t first_seed = 0;  ///< `initialise` with this seed makes the first of these draws
};

/// A weight that some balance locks, and in how many draws it was locked.
struct SampledWeight {
  std::uint32_t edge = 0;  ///< position in Network::edges
  std::uint64_t locked = 0;
};

/// A hidden node with a law (nodes tied together count as one) that has such weights.
struct SampledNode {
  std::uint32_t node = 0;  ///< position of its first member in Network::nodes
  std::uint64_t in = 0;    ///< draws in which some weight into it was locked
  std::uint64_t out = 0;   ///< draws in which some weight out of it was locked
};

/// An output all of whose weights, biases left out, come from hidden nodes and can be locked (or
/// are fixed, but not all of them).
struct SampledOutput {
  std::uint32_t node = 0;      ///< position in Network::nodes
  std::uint64_t one_sign = 0;  ///< draws in which all these weights were locked or fixed, all with
                               ///< the same sign: an obstruction (theory §7)
};

struct Sample {
  std::uint64_t asked = 0;
  std::uint64_t draws = 0;           ///< fewer than asked if the deadline came first
  std::vector<LockedBin> histogram;  ///< by increasing `locked`; only numbers that occurred
  /// In file order. Weights, nodes and outputs that are not listed are in no draw what is counted
  /// here, whatever the balance.
  std::vector<SampledWeight> weights;
  std::vector<SampledNode> nodes;
  std::vector<SampledOutput> outputs;

  [[nodiscard]] bool complete() const noexcept { return draws == asked; }
};

/// Draws the weights again and again and decides exactly which ones their balance locks. Draw i is
/// that of `initialise` with seed draw_seed(options.seed, i). The same result for every number of
/// threads. If no weight can be locked, nothing is drawn: draws stays `asked`, all with 0 locks.
/// Requires a valid network; given weights and balance do not matter, fixed edges do. Throws Error
/// (bad_usage) for draws outside 1 … 10^9, and what `WeightDraws` and `farm` throw.
/// Cost of a draw: 0.1 µs a weight if no lock needs a set of two nodes (shallow networks), else
/// that of `edge_minima`.
[[nodiscard]] Sample sample(const Network& network, const SampleOptions& options);

/// The seed of one draw: the first word of RandomBits::stream(seed, draw).
[[nodiscard]] std::uint64_t draw_seed(std::uint64_t seed, std::uint64_t draw);

/// For j = 1 … (number of weights that can be locked): the draws with at least j locked weights.
[[nodiscard]] std::vector<Count> at_least_counts(const Sample& sample);

/// The mean number of locked weights of the draws. Requires draws > 0.
[[nodiscard]] Rational mean_locked(const Sample& sample);

}  // namespace isthmus

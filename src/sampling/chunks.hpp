// How draws are split into items of a farm, and what such a run is called.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "isthmus/sampling/sample.hpp"
#include "sampling/lock_draws.hpp"

namespace isthmus::sampling {

/// Consecutive runs of draws: about a million weights each, at most 256 draws unless there would be
/// too many runs or too many bytes of counts. Depends on nothing but the arguments.
class Chunks {
 public:
  /// `counts`: numbers in a tally.
  Chunks(std::uint64_t weights, std::uint64_t counts, std::uint64_t draws);
  Chunks(const LockDraws& subject, std::uint64_t draws)
      : Chunks(subject.weight_count(),
               subject.bottlenecks().size() + 2 * subject.nodes().size() + subject.outputs().size(),
               draws) {}

  [[nodiscard]] std::uint64_t count() const noexcept { return (draws_ + size_ - 1) / size_; }
  [[nodiscard]] std::uint64_t first(std::uint64_t i) const noexcept { return i * size_; }
  [[nodiscard]] std::uint64_t size(std::uint64_t i) const noexcept {
    return std::min(size_, draws_ - first(i));
  }

 private:
  std::uint64_t draws_;
  std::uint64_t size_;
};

/// The identity of a run for checkpoints: whatever can change its counts.
[[nodiscard]] std::string identity(const Network& network, const SampleOptions& options);

/// The same for a run about something that `subject` describes.
[[nodiscard]] std::string identity(const std::string& subject, const SampleOptions& options);

/// Throws Error (bad_usage) unless 1 <= draws <= 10^9.
void check_draws(std::uint64_t draws);

/// Counts over the first draws, put into words of the network.
[[nodiscard]] Sample to_sample(const LockDraws& draws, const Tally& tally,
                               const SampleOptions& options);

}  // namespace isthmus::sampling

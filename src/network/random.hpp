// Random bits and deviates that are the same on every machine.
#pragma once

#include <array>
#include <cstdint>

namespace isthmus {

/// xoshiro256** 1.0 (Blackman and Vigna 2018), its state filled by splitmix64 from the seed.
class RandomBits {
 public:
  explicit RandomBits(std::uint64_t seed);

  /// The stream of item `index` of a run: what the item draws depends neither on other items nor on
  /// the thread that draws. No two pairs (seed, index) share a state to start from.
  [[nodiscard]] static RandomBits stream(std::uint64_t seed, std::uint64_t index);

  /// 64 independent fair bits.
  std::uint64_t next();

 private:
  RandomBits() = default;

  std::array<std::uint64_t, 4> state_{};
};

/// Uniform on (-1, 1): an odd multiple of 2^-53, so never 0. Exact.
[[nodiscard]] double symmetric_uniform(RandomBits& bits);

/// Standard normal deviate, distributed exactly up to the resolution 2^-52 of its fraction; never
/// 0. Integer arithmetic and one rounding only, no library function.
[[nodiscard]] double standard_normal(RandomBits& bits);

}  // namespace isthmus

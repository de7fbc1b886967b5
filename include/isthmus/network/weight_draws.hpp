// Many draws of the weights of one network, without building the network anew each time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "isthmus/network/initialise.hpp"

namespace isthmus {

/// What a weight is drawn from: N(0, square), or the uniform distribution on (-s, s) with
/// s² = square. Square 0: the weight is 0.
struct WeightLaw {
  bool normal = false;
  Rational square;
};

/// The law of every edge of a valid network, as described at `initialise`; square 0 for fixed
/// edges, which are not drawn. O(V + E).
[[nodiscard]] std::vector<WeightLaw> weight_laws(const Network& network, Scheme scheme);

/// The draws that `initialise` makes, seed by seed. A value: may be used by several threads at
/// once.
class WeightDraws {
 public:
  /// Prepares the laws of a valid network. Throws Error (limit_reached) beyond 10^8 weights.
  WeightDraws(const Network& network, Scheme scheme, Precision precision);

  /// Weights of one draw: those of the trainable edges, with multiplicity.
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

  /// Calls take(position in Network::edges, weight) for every weight in the order of drawing. Each
  /// double is exactly the weight that `initialise` gives with this seed. About 0.1 µs a weight.
  void draw(std::uint64_t seed, const std::function<void(std::size_t, double)>& take) const;

 private:
  struct Item {
    std::size_t edge;
    std::uint64_t multiplicity;
    bool normal;
    double spread;
  };

  std::vector<Item> items_;
  Precision precision_;
  std::uint64_t count_ = 0;
};

}  // namespace isthmus

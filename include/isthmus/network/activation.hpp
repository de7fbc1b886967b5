// What a neuron does to its sum: a function that commutes with positive factors.
#pragma once

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// σ(z) = z for z >= 0 and negative_slope·z for z < 0: ReLU (slope 0, the default), leaky ReLU, the
/// identity (1), the absolute value (-1). The laws (theory §1) hold for all of them; what a
/// component can express (theory §7) depends on the slope.
struct Activation {
  Rational negative_slope = 0;
  /// False when what the neuron passes on is not known to be σ of its sum for one such σ (a slope
  /// that is trained, a sum that is used before and after σ): then `negative_slope` means nothing.
  bool known = true;

  /// σ >= 0 everywhere.
  [[nodiscard]] bool nonnegative() const { return known && negative_slope <= 0; }
  [[nodiscard]] bool nondecreasing() const { return known && negative_slope >= 0; }
  [[nodiscard]] bool convex() const { return known && negative_slope <= 1; }

  /// Two of which nothing is known count as equal.
  friend bool operator==(const Activation& a, const Activation& b) {
    return a.known == b.known && (!a.known || a.negative_slope == b.negative_slope);
  }
};

}  // namespace isthmus

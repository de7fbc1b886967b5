// What a neuron does to its sum: a function that commutes with positive factors.
#pragma once

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// σ(z) = z for z >= 0 and negative_slope·z for z < 0: ReLU (slope 0, the default), leaky ReLU, the
/// identity (1), the absolute value (-1). The laws (theory §1) hold for all of them; what a
/// component can express (theory §7) depends on the slope.
struct Activation {
  Rational negative_slope = 0;
  /// False when the slope is trained or differs from unit to unit (PReLU): then nothing is known of
  /// it, and `negative_slope` means nothing.
  bool known = true;

  /// σ >= 0 everywhere.
  [[nodiscard]] bool nonnegative() const { return known && negative_slope <= 0; }
  [[nodiscard]] bool nondecreasing() const { return known && negative_slope >= 0; }
  [[nodiscard]] bool convex() const { return known && negative_slope <= 1; }

  friend bool operator==(const Activation&, const Activation&) = default;
};

}  // namespace isthmus

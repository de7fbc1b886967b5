// Laurent polynomials in one variable ε with rational coefficients.
#pragma once

#include <map>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// Σ coefficients[e]·ε^e; no coefficient is 0, so equal polynomials have equal maps.
struct Laurent {
  std::map<int, Rational> coefficients;

  [[nodiscard]] bool is_zero() const noexcept { return coefficients.empty(); }
  friend bool operator==(const Laurent&, const Laurent&) = default;
};

}  // namespace isthmus

// Linear equations over polynomials; private to files *_flint.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "pattern/charts/ring_flint.hpp"

namespace isthmus {

/// denominator·target = Σ factors[l]·columns[l], with no factor common to all.
struct Combination {
  Polynomial denominator;
  std::vector<Polynomial> factors;
};

/// A combination as above in the places of `mask`, identically; none if there is none. What the
/// equations leave open is drawn: mostly 0, else a small number.
[[nodiscard]] std::optional<Combination> combine(
    const Ring& ring, const std::vector<const std::vector<Polynomial>*>& columns,
    const std::vector<Polynomial>& target, std::uint64_t mask, std::mt19937_64& random);

/// The greatest common divisor of all; 0 if all are 0.
[[nodiscard]] Polynomial common_content(const Ring& ring, const std::vector<Polynomial>& values);

/// Divides all by their greatest common divisor, and returns that (1 if all are 0).
Polynomial make_primitive(const Ring& ring, std::vector<Polynomial>& values);

}  // namespace isthmus

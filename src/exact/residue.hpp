// Products of rationals, told apart by 61 bits.
//
// Every q ≠ 0 is p^k · a/b with a and b prime to p = 2^61 − 1; its residue a/b modulo p respects
// products and quotients. So products whose residues differ differ; nothing follows if they agree.
#pragma once

#include <cmath>
#include <cstdint>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// A number below p, 0 only for q = 0.
using Residue = std::uint64_t;
constexpr Residue residue_prime = (Residue{1} << 61U) - 1;

[[nodiscard]] inline Residue residue_product(Residue a, Residue b) {
  __extension__ typedef unsigned __int128 Wide;
  const Wide wide = static_cast<Wide>(a) * b;
  const Residue sum =
      (static_cast<Residue>(wide) & residue_prime) + static_cast<Residue>(wide >> 61U);
  return sum >= residue_prime ? sum - residue_prime : sum;
}

[[nodiscard]] inline Residue residue_negative(Residue a) { return a == 0 ? 0 : residue_prime - a; }

/// 1/a, by Fermat: a^(p−2). Requires a ≠ 0.
[[nodiscard]] inline Residue residue_inverse(Residue a) {
  Residue power = 1;
  for (Residue rest = residue_prime - 2; rest > 0; rest >>= 1U) {
    if ((rest & 1U) != 0) power = residue_product(power, a);
    a = residue_product(a, a);
  }
  return power;
}

/// Of a finite binary64 number. The powers of 2 modulo p repeat after 61.
[[nodiscard]] inline Residue residue_of(double x) {
  int exponent = 0;
  const auto mantissa = static_cast<Residue>(std::ldexp(std::abs(std::frexp(x, &exponent)), 53));
  const int turn = ((exponent - 53) % 61 + 61) % 61;
  const Residue size = residue_product(mantissa, Residue{1} << static_cast<unsigned>(turn));
  return x < 0 ? residue_negative(size) : size;
}

/// Of any rational; residue_of(double) agrees with it.
[[nodiscard]] Residue residue_of(const Rational& q);

}  // namespace isthmus

#include "exact/residue.hpp"

namespace isthmus {
namespace {

Residue residue_of_positive(Integer n) {
  const Integer prime = residue_prime;
  while (n % prime == 0) n /= prime;
  return Integer(n % prime).convert_to<Residue>();
}

}  // namespace

Residue residue_of(const Rational& q) {
  if (q == 0) return 0;
  const Residue above = residue_of_positive(abs(numerator_of(q)));
  const Residue below = residue_of_positive(denominator_of(q));
  const Residue size = residue_product(above, residue_inverse(below));
  return q < 0 ? residue_negative(size) : size;
}

}  // namespace isthmus

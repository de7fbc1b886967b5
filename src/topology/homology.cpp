// Künneth's formula on groups written as sums of Z and of cyclic groups of prime power order:
// Z/p^a ⊗ Z/p^b = Tor(Z/p^a, Z/p^b) = Z/p^min(a,b), and 0 for different primes.
#include "isthmus/topology/homology.hpp"

#include <algorithm>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

/// True if one of two prime powers divides the other: powers of one prime.
bool same_prime(const Integer& a, const Integer& b) { return a % b == 0 || b % a == 0; }

void add_products(const Homology& free, const Homology& torsion, Homology& sum) {
  for (const auto& [i, rank] : free.betti) {
    for (const auto& [j, groups] : torsion.torsion) {
      for (const auto& [order, times] : groups) sum.torsion[i + j][order] += rank * times;
    }
  }
}

}  // namespace

std::string name_of(const Coefficients& coefficients) {
  switch (coefficients.ring) {
    case Coefficients::Ring::rationals:
      return "Q";
    case Coefficients::Ring::integers:
      return "Z";
    case Coefficients::Ring::prime_field:
      break;
  }
  return "F_" + coefficients.prime.str();
}

void add(const Homology& part, Homology& sum) {
  for (const auto& [degree, rank] : part.betti) sum.betti[degree] += rank;
  for (const auto& [degree, groups] : part.torsion) {
    for (const auto& [order, times] : groups) sum.torsion[degree][order] += times;
  }
}

Homology point_homology() { return {{{0, 1}}, {}}; }

Homology sphere_homology(std::uint64_t dimension) {
  Homology sphere = point_homology();
  sphere.betti[dimension] += 1;
  return sphere;
}

void add_torsion(Homology& homology, std::uint64_t degree, const Integer& order,
                 const Integer& times) {
  ensure(order >= 2, "a finite cyclic group has an order of at least 2");
  Integer left = order;
  for (Integer p = 2; left > 1; ++p) {
    if (p * p > left) p = left;
    Integer power = 1;
    for (; left % p == 0; left /= p) power *= p;
    if (power > 1) homology.torsion[degree][power] += times;
  }
}

Homology product(const Homology& a, const Homology& b) {
  Homology result;
  for (const auto& [i, rank] : a.betti) {
    for (const auto& [j, other] : b.betti) result.betti[i + j] += rank * other;
  }
  add_products(a, b, result);
  add_products(b, a, result);
  for (const auto& [i, groups] : a.torsion) {
    for (const auto& [j, others] : b.torsion) {
      for (const auto& [order, times] : groups) {
        for (const auto& [other, more] : others) {
          if (!same_prime(order, other)) continue;
          const Integer common = std::min(order, other), count = times * more;
          result.torsion[i + j][common] += count;
          result.torsion[i + j + 1][common] += count;
        }
      }
    }
  }
  return result;
}

Homology power(const Homology& a, std::uint64_t n) {
  Homology result = point_homology(), square = a;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result = product(result, square);
    if (n > 1) square = product(square, square);
  }
  return result;
}

std::map<std::uint64_t, Integer> betti_modulo(const Homology& homology, const Integer& p) {
  std::map<std::uint64_t, Integer> betti = homology.betti;
  for (const auto& [i, groups] : homology.torsion) {
    for (const auto& [order, times] : groups) {
      if (order % p != 0) continue;
      betti[i] += times;
      betti[i + 1] += times;
    }
  }
  return betti;
}

std::map<std::uint64_t, Integer> betti_numbers(const Homology& homology,
                                               const Coefficients& coefficients) {
  if (coefficients.ring != Coefficients::Ring::prime_field) return homology.betti;
  return betti_modulo(homology, coefficients.prime);
}

Integer euler_characteristic(const Homology& homology) {
  Integer sum = 0;
  for (const auto& [i, rank] : homology.betti) sum += i % 2 == 0 ? rank : Integer(-rank);
  return sum;
}

}  // namespace isthmus

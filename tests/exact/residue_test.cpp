#include "exact/residue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "isthmus/exact/binary.hpp"

using namespace isthmus;

namespace {

Rational draw(std::mt19937_64& random) {
  const Integer prime = residue_prime;
  Rational q(static_cast<std::int64_t>(random() % 2001) - 1000, 1 + random() % 1000);
  if (random() % 4 == 0) q *= prime;
  if (random() % 4 == 0) q /= Rational(prime * prime);
  if (random() % 4 == 0) q *= Rational(Integer(random()));
  return q;
}

}  // namespace

TEST_CASE("residues respect products and quotients") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Rational a = draw(random);
    const Rational b = draw(random);
    CHECK(residue_of(Rational(a * b)) == residue_product(residue_of(a), residue_of(b)));
    CHECK(residue_of(Rational(-a)) == residue_negative(residue_of(a)));
    CHECK((residue_of(a) == 0) == (a == 0));
    CHECK(residue_of(a) < residue_prime);
    if (b == 0) continue;
    const Residue quotient = residue_product(residue_of(a), residue_inverse(residue_of(b)));
    CHECK(residue_of(Rational(a / b)) == quotient);
  }
}

TEST_CASE("a binary number has the residue of the rational that it is") {
  std::mt19937_64 random(2);
  std::vector<double> numbers{
      0.0, -0.0, 1, -1, 0.5, 5e-324, -5e-324, 0x1p1023, 0x1.fffffffffffffp1023};
  for (int i = 0; i < 2000; ++i) {
    const double digits = static_cast<double>(random() >> 11U) * (random() % 2 == 0 ? 1 : -1);
    numbers.push_back(std::ldexp(digits, static_cast<int>(random() % 1800) - 1100));
  }
  for (const double x : numbers) CHECK(residue_of(x) == residue_of(from_binary64(x)));
}

TEST_CASE("residues tell small fractions apart") {
  std::vector<Residue> seen;
  for (int n = -30; n <= 30; ++n) {
    for (int d = 1; d <= 30; ++d) {
      if (std::gcd(n, d) == 1) seen.push_back(residue_of(Rational(n, d)));
    }
  }
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

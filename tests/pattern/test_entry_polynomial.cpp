// Arithmetic of polynomials in entries, against their values at random matrices.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/exact/matrix.hpp"
#include "pattern/charts/case_identities.hpp"
#include "pattern/charts/entry_polynomial.hpp"

using namespace isthmus;

namespace {

EntryPolynomial drawn(std::mt19937& random) {
  EntryPolynomial out;
  for (std::size_t t = random() % 4; t > 0; --t) {
    EntryPolynomial term{{Rational(static_cast<int>(random() % 9) - 4, 1 + random() % 3), {}}};
    if (term[0].coefficient == 0) continue;
    for (std::size_t e = random() % 4; e > 0; --e)
      term = product(term, entry(random() % 2, random() % 2));
    out = sum(out, term);
  }
  return out;
}

RationalMatrix point(std::mt19937& random) {
  RationalMatrix out(2, 2);
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t j = 0; j < 2; ++j)
      out(i, j) = Rational(static_cast<int>(random() % 11) - 5, 2);
  }
  return out;
}

}  // namespace

TEST_CASE("Sums, products and coefficients agree with values") {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const EntryPolynomial f = drawn(random), g = drawn(random);
    const RationalMatrix a = point(random);
    CHECK(is_canonical(f));
    CHECK(is_canonical(product(f, g)));
    CHECK(value(sum(f, g, -3), a) == value(f, a) - 3 * value(g, a));
    CHECK(value(product(f, g), a) == value(f, a) * value(g, a));
    CHECK(sum(product(f, g), product(g, f), -1).empty());
    Rational total = 0;
    for (std::uint32_t e = 0; e <= degree(f, 0, 1); ++e) {
      const EntryPolynomial part = coefficient(f, 0, 1, e);
      CHECK(degree(part, 0, 1) == 0);
      Rational power = 1;
      for (std::uint32_t i = 0; i < e; ++i) power *= a(0, 1);
      total += value(part, a) * power;
    }
    CHECK(total == value(f, a));
  }
}

TEST_CASE("Terms out of order, twice, with power or coefficient 0 are not canonical") {
  const EntryTerm x{Rational(1), {{0, 0, 1}}}, y{Rational(2), {{0, 1, 1}}};
  CHECK(is_canonical({x, y}));
  CHECK(!is_canonical({y, x}));
  CHECK(!is_canonical({x, x}));
  CHECK(!is_canonical({{Rational(0), {}}}));
  CHECK(!is_canonical({{Rational(1), {{0, 0, 0}}}}));
  CHECK(!is_canonical({{Rational(1), {{0, 1, 1}, {0, 0, 1}}}}));
  CHECK(!is_canonical({{Rational(1), {{0, 0, 1}, {0, 0, 2}}}}));
}

TEST_CASE("What reduces to zero vanishes; multiples of what vanishes do reduce to zero") {
  std::mt19937 random(2);
  // a00·a11 = a01·a10, and then a01 = a11².
  const EntryPolynomial p =
      sum(product(entry(0, 0), entry(1, 1)), product(entry(0, 1), entry(1, 0)), -1);
  const EntryPolynomial q = sum(entry(0, 1), product(entry(1, 1), entry(1, 1)), -1);
  const KnownCase known{{{p, 0, 0}, {q, 0, 1}}, {entry(1, 1)}};
  Identities identities;
  std::size_t kept = 0;
  for (int round = 0; round < 100; ++round) {
    const EntryPolynomial f = drawn(random), g = drawn(random);
    CHECK(identities.vanishes(known, sum(product(p, f), product(q, g))));
    RationalMatrix a = point(random);
    if (a(1, 1) == 0) continue;
    a(0, 1) = a(1, 1) * a(1, 1);
    a(0, 0) = a(0, 1) * a(1, 0) / a(1, 1);
    if (value(f, a) == 0) continue;
    CHECK(!identities.vanishes(known, f));
    ++kept;
  }
  CHECK(kept > 20);
  CHECK(!identities.exceeded());
}

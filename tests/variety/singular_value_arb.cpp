// Enclosures of the smallest singular value, against characteristic polynomials solved by hand.
#include "isthmus/variety/singular_value.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

// ⏚→0→1→⏚.
BalanceNetwork chain() {
  return BalanceNetwork(
      2, {{NodeId{2}, NodeId{0}, 1}, {NodeId{0}, NodeId{1}, 1}, {NodeId{1}, NodeId{2}, 1}});
}

TEST_CASE("grounded Laplacian: degrees on the diagonal, loops nowhere") {
  const BalanceNetwork network(2, {{NodeId{2}, NodeId{0}, 1},
                                   {NodeId{0}, NodeId{1}, 1},
                                   {NodeId{1}, NodeId{0}, 1},
                                   {NodeId{1}, NodeId{1}, 1}});
  Flow x(4);
  for (std::uint32_t e = 0; e < 4; ++e) x[EdgeId{e}] = Rational(1 << e);
  const RationalMatrix laplacian = grounded_laplacian(network, x);
  CHECK(laplacian(0, 0) == 7);
  CHECK(laplacian(0, 1) == -6);
  CHECK(laplacian(1, 0) == -6);
  CHECK(laplacian(1, 1) == 6);
}

TEST_CASE("smallest singular value: one node is 2·|θ|, exactly bounded on both sides") {
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}, 1}, {NodeId{0}, NodeId{1}, 1}});
  const Enclosure sigma = smallest_singular_value(network, Flow({Rational(9), Rational(16)}));
  CHECK(sigma.lower <= 10);
  CHECK(sigma.upper >= 10);
  CHECK(sigma.upper - sigma.lower < Rational(1, 1'000'000));
}

TEST_CASE("smallest singular value: the chain with weights 1 has λ = 1, σ = 2") {
  // [[2, -1], [-1, 2]] has the eigenvalues 1 and 3.
  const Enclosure sigma = smallest_singular_value(chain(), Flow(3, Rational(1)));
  CHECK(sigma.lower <= 2);
  CHECK(sigma.upper >= 2);
  CHECK(sigma.upper - sigma.lower < Rational(1, 1'000'000));
}

TEST_CASE("smallest singular value: an irrational one lies inside by its polynomial") {
  // x = (1, 1, 2): [[2, -1], [-1, 3]], λ² − 5λ + 5 = 0, σ = 2·√λ, so σ⁴/16 − 5σ²/4 + 5 changes
  // sign in the enclosure.
  const Enclosure sigma =
      smallest_singular_value(chain(), Flow({Rational(1), Rational(1), Rational(2)}));
  const auto polynomial = [](const Rational& s) {
    const Rational squared = s * s;
    return Rational(squared * squared / 16 - squared * 5 / 4 + 5);
  };
  CHECK(polynomial(sigma.lower) >= 0);
  CHECK(polynomial(sigma.upper) <= 0);
  CHECK(sigma.lower > 2);
  CHECK(sigma.upper < 3);
}

TEST_CASE("smallest singular value: 0 exactly at singular points, however many nodes") {
  const Enclosure sigma =
      smallest_singular_value(chain(), Flow({Rational(0), Rational(5), Rational(0)}), 1);
  CHECK(sigma.lower == 0);
  CHECK(sigma.upper == 0);
  CHECK_THROWS_AS((void)smallest_singular_value(chain(), Flow(3, Rational(1)), 1), Error);
}

}  // namespace
}  // namespace isthmus

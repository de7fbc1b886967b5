// The number of forests is a determinant (matrix-tree theorem): the enumeration against FLINT.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/variety/equations.hpp"
#include "isthmus/variety/singular_value.hpp"

namespace isthmus {
namespace {

TEST_CASE("forest minors: as many as the determinant of the grounded Laplacian") {
  std::mt19937_64 random(12);
  Rational most = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const auto hidden = static_cast<std::uint32_t>(1 + random() % 6);
    std::vector<Arc> arcs;
    for (std::size_t e = hidden + random() % 6; e-- > 0;) {
      arcs.push_back({NodeId{static_cast<std::uint32_t>(random() % (hidden + 1))},
                      NodeId{static_cast<std::uint32_t>(random() % (hidden + 1))},
                      1 + random() % 2});
    }
    const BalanceNetwork network(hidden, std::move(arcs));
    Flow copies(network.edge_count());
    for (const EdgeId e : network.edges()) copies[e] = Rational(network.multiplicity(e));
    const Rational count = determinant(grounded_laplacian(network, copies));
    CHECK(Rational(forest_minors(network, equations(network), 100'000).size()) == count);
    if (count > most) most = count;
  }
  CHECK(most > 100);
}

}  // namespace
}  // namespace isthmus

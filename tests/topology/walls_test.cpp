#include <doctest/doctest.h>

#include "isthmus/topology/walls.hpp"

namespace isthmus {
namespace {

TEST_CASE("walls are the bonds of the blocks, and sides the signs of their sums") {
  // h → k between ground: walls {h}, {k}, {h, k}.
  const BalanceNetwork chain(2, {{NodeId{2}, NodeId{0}},
                                 {NodeId{0}, NodeId{1}},
                                 {NodeId{1}, NodeId{2}},
                                 {NodeId{2}, NodeId{1}}});
  const auto walls = walls_of(chain);
  REQUIRE(walls);
  REQUIRE(walls->size() == 3);
  Balance c(2);
  c[NodeId{0}] = 1;
  c[NodeId{1}] = -1;
  CHECK(sides_of(*walls, c) == std::vector<std::int8_t>{1, -1, 0});
  std::vector<Arc> many;
  for (std::uint32_t v = 0; v < 30; ++v) {
    many.push_back({NodeId{30}, NodeId{v}});
    many.push_back({NodeId{v}, NodeId{(v + 1) % 30}});
  }
  CHECK(!walls_of(BalanceNetwork(30, many)));
}

}  // namespace
}  // namespace isthmus

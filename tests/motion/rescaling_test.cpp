#include "isthmus/motion/rescaling.hpp"

#include <doctest/doctest.h>

namespace isthmus {
namespace {

// ground → 0 → 1 → ground and 0 → ground.
BalanceNetwork path() {
  const NodeId ground{2};
  return BalanceNetwork(
      2, {{ground, NodeId{0}}, {NodeId{0}, NodeId{1}}, {NodeId{1}, ground}, {NodeId{0}, ground}});
}

TEST_CASE(
    "rescaling: in-weights grow, out-weights shrink, walks from ground to ground keep their "
    "product") {
  const BalanceNetwork network = path();
  const Flow x(std::vector<Rational>{1, 3, Rational(1, 2), 5});
  const PowerRescaling k(std::vector<std::int32_t>{1, -2});
  const Flow y = rescaled(network, x, k);
  CHECK(y.values() == std::vector<Rational>{4, Rational(3, 64), 8, Rational(5, 4)});
  CHECK(y[EdgeId{0}] * y[EdgeId{1}] * y[EdgeId{2}] == x[EdgeId{0}] * x[EdgeId{1}] * x[EdgeId{2}]);
  CHECK(y[EdgeId{0}] * y[EdgeId{3}] == x[EdgeId{0}] * x[EdgeId{3}]);
}

TEST_CASE("rescaling: k and then -k is the identity, and zeros stay") {
  const BalanceNetwork network = path();
  const Flow x(std::vector<Rational>{Rational(7, 3), 0, 2, 11});
  const PowerRescaling there(std::vector<std::int32_t>{300, -41});
  const PowerRescaling back(std::vector<std::int32_t>{-300, 41});
  CHECK(rescaled(network, rescaled(network, x, there), back) == x);
  CHECK(rescaled(network, x, there) != x);
}

}  // namespace
}  // namespace isthmus

// What is left of symmetries in a build without bliss: it says so, and bounds what it can.
#include <doctest/doctest.h>

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/symmetry/effective_components.hpp"
#include "isthmus/version.hpp"

using namespace isthmus;

namespace {

struct TwoNeurons {
  Network network = parse_architecture("mlp:2-2-1");
  Contraction contraction = contract(network);
  std::vector<EdgeId> locked{contraction.graph.out_edges(NodeId{0}).front(),
                             contraction.graph.out_edges(NodeId{1}).front()};
  std::vector<std::vector<EdgeId>> generators{{locked[0]}, {locked[1]}};
};

}  // namespace

TEST_CASE("the version says whether symmetries can be found") {
  const std::vector<Component> parts = built_in_components();
  const auto bliss = std::find_if(parts.begin(), parts.end(),
                                  [](const Component& part) { return part.name == "bliss"; });
  REQUIRE(bliss != parts.end());
  CHECK((bliss->version != "not built in") == can_find_automorphisms());
}

TEST_CASE("without bliss nothing is claimed that needs it") {
  const TwoNeurons two;
  const EffectiveComponents result =
      effective_components(two.network, two.contraction, two.locked, two.generators);
  if (can_find_automorphisms()) {
    CHECK(result.orbits.at_least == 3);
    CHECK(result.orbits.determined());
    return;
  }
  CHECK_THROWS_AS(static_cast<void>(automorphisms(two.network, two.contraction)), Error);
  CHECK(result.orbits.at_least == 3);  // 0, 1 or 2 negative signs
  CHECK(result.orbits.at_most == 4);
  CHECK_FALSE(result.symmetry.has_value());
  CHECK(result.reason.find("bliss") != std::string::npos);
  const std::vector<EdgeId> one{two.locked.front()};
  CHECK(effective_components(two.network, two.contraction, one, {one}).orbits.determined());
}

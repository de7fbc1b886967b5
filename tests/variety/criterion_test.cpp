// The symbolic criterion and the local form on networks whose answers are known.
#include <doctest/doctest.h>

#include "isthmus/variety/components.hpp"
#include "isthmus/variety/point.hpp"
#include "isthmus/variety/regular_part.hpp"

using namespace isthmus;

namespace {

std::vector<std::vector<NodeId>> sets_for(const ConnectednessCriterion& criterion, EdgeId e,
                                          CutKind kind) {
  std::vector<std::vector<NodeId>> sets;
  for (const WallInequality& wall : criterion.inequalities) {
    if (wall.edge == e && wall.kind == kind) sets.push_back(wall.set);
  }
  return sets;
}

}  // namespace

TEST_CASE("a scalar-output shallow network is connected if and only if every c_k is at least 0") {
  constexpr std::uint32_t width = 4;
  std::vector<Arc> arcs;
  for (std::uint32_t k = 0; k < width; ++k) {
    for (int input = 0; input < 3; ++input) arcs.push_back({NodeId{width}, NodeId{k}});
    arcs.push_back({NodeId{k}, NodeId{width}});
  }
  const ConnectednessCriterion criterion =
      connectedness_criterion(BalanceNetwork(width, std::move(arcs)));
  CHECK(criterion.complete);
  REQUIRE(criterion.inequalities.size() == width);
  for (std::uint32_t k = 0; k < width; ++k) {
    CHECK(criterion.inequalities[k].edge == EdgeId{4 * k + 3});
    CHECK(criterion.inequalities[k].kind == CutKind::out);
    CHECK(criterion.inequalities[k].set == std::vector<NodeId>{NodeId{k}});
  }
}

TEST_CASE("behind a bridge every predecessor-closed set counts once") {
  // ⏚ → 0, then 0 → 1, 0 → 2, both to 3, all of 1, 2, 3 to ⏚: closed sets containing 0.
  const NodeId ground{4};
  const BalanceNetwork network(4, {{ground, NodeId{0}},
                                   {NodeId{0}, NodeId{1}},
                                   {NodeId{0}, NodeId{2}},
                                   {NodeId{1}, NodeId{3}},
                                   {NodeId{2}, NodeId{3}},
                                   {NodeId{1}, ground},
                                   {NodeId{2}, ground},
                                   {NodeId{3}, ground}});
  const auto sets = sets_for(connectedness_criterion(network), EdgeId{0}, CutKind::in);
  using Set = std::vector<NodeId>;
  const NodeId a{0}, b{1}, c{2}, d{3};
  CHECK(sets == std::vector<Set>{{a}, {a, b}, {a, b, c}, {a, b, c, d}, {a, c}});
}

TEST_CASE("the limit stops the enumeration and says so") {
  constexpr std::uint32_t leaves = 20;
  const NodeId ground{leaves + 1};
  std::vector<Arc> arcs{{ground, NodeId{0}}};
  for (std::uint32_t v = 1; v <= leaves; ++v) {
    arcs.push_back({NodeId{0}, NodeId{v}});
    arcs.push_back({NodeId{v}, ground});
    arcs.push_back({NodeId{v}, ground});
  }
  const ConnectednessCriterion criterion =
      connectedness_criterion(BalanceNetwork(leaves + 1, std::move(arcs)), 100);
  CHECK_FALSE(criterion.complete);
  CHECK(criterion.inequalities.size() == 100);
  CHECK(criterion.bottlenecks.size() == leaves + 1);
}

TEST_CASE("crossing lines: two lines through the origin, four branches") {
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}}, {NodeId{0}, NodeId{1}}});
  const Flow zero(2);
  const LocalForm form = local_form(network, zero, rank_at(network, zero));
  CHECK(form.free_dimension == 0);
  CHECK(form.cone.edge_count() == 2);
  CHECK(form.branches_log2 == std::optional<std::size_t>(2));
}

TEST_CASE("a cone over a product of spheres has one branch for each connected sphere factor") {
  // p = 2 edges in, q = 1 edge out: two half-cones.
  const BalanceNetwork network(1, {{NodeId{1}, NodeId{0}, 2}, {NodeId{0}, NodeId{1}}});
  const Flow zero(2);
  const LocalForm form = local_form(network, zero, rank_at(network, zero));
  CHECK(form.branches_log2 == std::optional<std::size_t>(1));
}

TEST_CASE("at a regular point the variety is a manifold of the expected dimension") {
  const BalanceNetwork network(2, {{NodeId{2}, NodeId{0}, 3},
                                   {NodeId{0}, NodeId{1}},
                                   {NodeId{1}, NodeId{2}},
                                   {NodeId{1}, NodeId{1}, 2}});
  const Flow x(std::vector<Rational>{1, 1, 1, 0});
  const PointRank rank = rank_at(network, x);
  CHECK_FALSE(rank.singular());
  CHECK(rank.forest.size() == 2);
  const LocalForm form = local_form(network, x, rank);
  CHECK(form.free_dimension == 7 - 2);
  CHECK(form.cone.hidden_count() == 0);
  CHECK(form.branches_log2 == std::optional<std::size_t>(0));
}

TEST_CASE("a dead node makes every point singular, with no regular part nearby") {
  const BalanceNetwork network(1, {});
  const PointRank rank = rank_at(network, Flow(0));
  CHECK(rank.rank == 0);
  CHECK(rank.floating == std::vector<std::vector<NodeId>>{{NodeId{0}}});
  CHECK_FALSE(local_form(network, Flow(0), rank).branches_log2);
  CHECK_FALSE(regular_components_log2(network, Balance(1)));
}

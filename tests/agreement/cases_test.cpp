// The engine against the expected values of tests/cases.
#include <doctest/doctest.h>

#include "agreement/cases.hpp"
#include "agreement/summary.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/variety/point.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The names of the file nodes behind hidden nodes of the graph.
template <class Nodes>
Names names(const Case& it, const Contraction& contraction, const Nodes& nodes) {
  Names result;
  for (const auto v : nodes)
    for (const std::uint32_t member : contraction.members[NodeId{v}])
      result.insert(it.network.nodes[member].id);
  return result;
}

void check_balance(const Case& it, const Contraction& contraction, const Balance& c) {
  for (const NodeId v : contraction.graph.hidden_nodes())
    CHECK(c[v] == it.balance.at(it.network.nodes[contraction.members[v].front()].id));
  CHECK(c.size() == it.balance.size());
}

void check_variety(const Case& it, const Contraction& contraction, const Summary& found) {
  const ExpectedVariety& expected = *it.variety;
  std::map<std::size_t, Rational> locked;
  for (const auto& [edge, bound] : found.locked)
    locked[contraction.file_edge[EdgeId{edge}]] = bound;
  std::set<Names> detachable;
  for (const NodeSet& set : found.detachable) detachable.insert(names(it, contraction, set));
  CHECK(locked == expected.locked);
  CHECK(locked.size() == expected.components_log2);
  CHECK(found.regular_log2 == expected.regular_log2);
  CHECK(found.dimension == expected.dimension);
  CHECK(detachable == expected.detachable);
}

void check_point(const Case& it, const Contraction& contraction, const ExpectedPoint& expected) {
  const Flow x = squared_weights(it.network, contraction);
  const PointRank found = rank_at(contraction.graph, x);
  std::set<Names> floating;
  for (const std::vector<NodeId>& part : found.floating) {
    std::vector<std::uint32_t> nodes;
    for (const NodeId v : part) nodes.push_back(v.value);
    floating.insert(names(it, contraction, nodes));
  }
  CHECK(found.singular() == expected.singular);
  CHECK(found.rank == expected.rank);
  CHECK(floating == expected.floating);
  CHECK(minimum_cut(contraction.graph, x).value().value == expected.distance_squared);
}

}  // namespace

TEST_CASE("the engine finds the expected values of every case") {
  REQUIRE(cases().size() >= 320);
  std::size_t points = 0;
  for (const Case& it : cases()) {
    CAPTURE(it.network.name);
    const Contraction contraction = contract(it.network);
    const Balance c = balance_of(it.network, contraction).value();
    check_balance(it, contraction, c);
    const std::optional<Summary> found = summary(contraction.graph, c);
    REQUIRE(found.has_value() == it.variety.has_value());
    if (!found) continue;
    check_variety(it, contraction, *found);
    if (!it.variety->point) continue;
    check_point(it, contraction, *it.variety->point);
    ++points;
  }
  CHECK(points >= 100);
}

// The oracle against the expected values of tests/cases: two brute forces by different hands.
#include <doctest/doctest.h>

#include "agreement/cases.hpp"
#include "oracle/cuts.hpp"
#include "oracle/point.hpp"
#include "oracle/polyhedron.hpp"
#include "oracle/variety.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// A case together with the oracle's view of it.
struct View {
  const Case& expected;
  oracle::Contracted contracted = oracle::contracted(expected.network);
  const oracle::Graph& graph = contracted.graph;
  oracle::Vector c = oracle::balance(contracted, expected.network);
  oracle::Polyhedron p = oracle::polyhedron(graph, c);

  explicit View(const Case& from) : expected(from) {}

  [[nodiscard]] Names names(oracle::Set nodes) const {
    Names result;
    for (std::size_t v = 0; v < expected.network.nodes.size(); ++v)
      if (oracle::has(nodes, contracted.node_of[v])) result.insert(expected.network.nodes[v].id);
    return result;
  }

  template <class Sets>
  [[nodiscard]] std::set<Names> names_of_all(const Sets& sets) const {
    std::set<Names> result;
    for (const oracle::Set nodes : sets) result.insert(names(nodes));
    return result;
  }
};

void check_balance(const View& view) {
  for (std::size_t v = 0; v < view.expected.network.nodes.size(); ++v) {
    const Node& node = view.expected.network.nodes[v];
    if (node.role == Role::hidden)
      CHECK(view.c[view.contracted.node_of[v]] == view.expected.balance.at(node.id));
  }
}

void check_locked(const View& view, const ExpectedVariety& variety) {
  const std::vector<oracle::Cut> cuts = oracle::all_cuts(view.graph, view.c);
  std::map<std::size_t, Rational> locked;
  for (std::size_t e = 0; e < view.graph.edges.size(); ++e) {
    const Rational bound = oracle::minimum(view.p, oracle::just(e));
    CHECK(bound == oracle::minimum_by_cuts(cuts, e));
    if (bound > 0) locked[view.graph.edges[e].bundle] = bound;
  }
  CHECK(locked == variety.locked);
  CHECK(locked.size() == variety.components_log2);
}

void check_point(const View& view, const ExpectedPoint& point) {
  const oracle::Vector x = oracle::squares(view.contracted, view.expected.network);
  const std::vector<oracle::Set> floating = oracle::floating(view.graph, x);
  CHECK(oracle::jacobian_rank(view.graph, x) == point.rank);
  CHECK(point.rank + floating.size() == view.graph.hidden);
  CHECK(floating.empty() != point.singular);
  CHECK(view.names_of_all(floating) == point.floating);
  CHECK(oracle::least_boundary(view.graph, x) == point.distance_squared);
}

void check_variety(const View& view, const ExpectedVariety& variety) {
  check_locked(view, variety);
  CHECK(oracle::dimension(view.graph, view.p) == variety.dimension);
  CHECK(oracle::regular_log2(view.graph, view.p) == variety.regular_log2);
  CHECK(view.names_of_all(oracle::detachable(view.graph, view.p)) == variety.detachable);
  if (variety.point) check_point(view, *variety.point);
}

}  // namespace

TEST_CASE("the oracle finds the expected values of every case") {
  REQUIRE(cases().size() >= 320);
  for (const Case& expected : cases()) {
    CAPTURE(expected.network.name);
    const View view(expected);
    check_balance(view);
    REQUIRE(view.p.vertices.empty() == !expected.variety.has_value());
    if (expected.variety) check_variety(view, *expected.variety);
  }
}

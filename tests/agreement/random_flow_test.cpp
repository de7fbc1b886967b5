// The room `flow` against the oracle: feasibility, supports, flows that avoid an edge, cuts.
#include "agreement/both.hpp"
#include "isthmus/flow/bottleneck.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/flow/support.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

void check_feasibility(const Both& both) {
  const Feasibility found = feasible_flow(both.network, both.instance.c);
  REQUIRE(found.feasible() == !both.empty());
  if (found.feasible()) {
    CHECK(both.is_point(*found.flow));
    CHECK(found.violated_set.empty());
    return;
  }
  REQUIRE(!found.violated_set.empty());
  CHECK(is_violated(both.network, both.instance.c, found.violated_set));
  CHECK(oracle::is_violated(both.cuts[set_of(found.violated_set) - 1]));
}

void check_is_violated(const Both& both) {
  for (const oracle::Cut& cut : both.cuts)
    CHECK(is_violated(both.network, both.instance.c, nodes_of(cut.nodes)) ==
          oracle::is_violated(cut));
}

void check_support(const Both& both, const Flow& x) {
  const oracle::Set expected = oracle::face_support(both.p, 0);
  const PerEdge<bool> found = maximal_support(both.network, x);
  for (const EdgeId e : both.network.edges())
    CHECK(found[e] == ((expected & both.weights(e)) != 0));
}

void check_avoiding(const Both& both, const Flow& base) {
  for (const EdgeId e : both.network.edges()) {
    CAPTURE(e.value);
    const std::optional<Flow> found = flow_avoiding(both.network, base, e);
    REQUIRE(found.has_value() == oracle::face_exists(both.p, both.weights(e)));
    if (!found) continue;
    CHECK((*found)[e] == 0);
    CHECK(both.is_point(*found));
  }
}

void check_region(const Both& both, EdgeId e, CutKind kind, oracle::Set expected) {
  CHECK(set_of(bottleneck_region(both.network, e, kind)) == expected);
}

void check_bottlenecks(const Both& both) {
  std::vector<std::uint32_t> expected;
  const std::vector<Bottleneck> found = bottleneck_edges(both.network);
  std::size_t next = 0;
  for (const EdgeId e : both.network.edges()) {
    const oracle::Set in = oracle::region_in(both.graph, both.cuts, both.only(e));
    const oracle::Set out = oracle::region_out(both.graph, both.cuts, both.only(e));
    if (in == 0 && out == 0) continue;
    REQUIRE(next < found.size());
    CHECK(found[next].edge == e);
    CHECK(found[next].in == (in != 0));
    CHECK(found[next].out == (out != 0));
    if (in != 0) check_region(both, e, CutKind::in, in);
    if (out != 0) check_region(both, e, CutKind::out, out);
    ++next;
  }
  CHECK(next == found.size());
}

void check_minimum_cut(const Both& both, const Flow& weights) {
  const std::optional<MinimumCut> found = minimum_cut(both.network, weights);
  const oracle::Vector spread = both.spread(weights);
  REQUIRE(found.has_value() == (both.graph.hidden > 0));
  if (!found) return;
  REQUIRE(!found->set.empty());
  const oracle::Set boundary = oracle::crossing(both.graph, set_of(found->set));
  CHECK(found->value == oracle::least_boundary(both.graph, spread));
  CHECK(found->value == oracle::total(spread, boundary));
  CHECK(found->value == cut_weight(both.network, weights, found->set));
}

}  // namespace

TEST_CASE("a flow exists exactly when there is a vertex, and the evidence holds") {
  on_random_instances(101, 3000, [](const Both& both) {
    check_feasibility(both);
    check_is_violated(both);
  });
}

TEST_CASE("the maximal support is that of all vertices and rays") {
  on_random_instances(102, 2000, [](const Both& both) {
    if (both.empty()) return;
    check_support(both, both.point());
    check_support(both, feasible_flow(both.network, both.instance.c).flow.value());
  });
}

TEST_CASE("an edge can be avoided exactly when some vertex avoids it") {
  on_random_instances(103, 2000, [](const Both& both) {
    if (both.empty()) return;
    check_avoiding(both, both.point());
    check_avoiding(both, feasible_flow(both.network, both.instance.c).flow.value());
  });
}

TEST_CASE("bottlenecks and their regions are what all cuts say") {
  on_random_instances(104, 3000, check_bottlenecks);
}

TEST_CASE("the minimum cut is the least of all cuts") {
  Random random(7);
  on_random_instances(105, 2000, [&](const Both& both) {
    const int zeros = random.between(0, 60);
    check_minimum_cut(both, Flow(random_squares(random, both.network.edge_count(), zeros)));
  });
}

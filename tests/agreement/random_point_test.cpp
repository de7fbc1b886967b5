// Rank, floating components and local form of a point against elimination and closure.
#include "agreement/both.hpp"
#include "isthmus/variety/point.hpp"
#include "oracle/elimination.hpp"
#include "oracle/point.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The forest joins exactly the nodes that do not float, each by a nonzero edge to earlier ones.
void check_forest(const Both& both, const Flow& x, const PointRank& found) {
  oracle::Set reached = oracle::just(both.graph.hidden);
  for (const ForestEdge& step : found.forest) {
    const NodeId tail = both.network.tail(step.edge);
    const NodeId head = both.network.head(step.edge);
    REQUIRE((tail == step.node || head == step.node));
    CHECK(x[step.edge] > 0);
    CHECK(!oracle::has(reached, step.node.value));
    CHECK(oracle::has(reached, (tail == step.node ? head : tail).value));
    reached |= oracle::just(step.node.value);
  }
  oracle::Set floating = 0;
  for (const std::vector<NodeId>& part : found.floating) floating |= set_of(part);
  CHECK((reached | floating) == oracle::all(both.graph.hidden + 1));
  CHECK((reached & floating) == 0);
}

/// The sum of the rows of B·diag(x) over a floating component is zero.
void check_left_kernel(const Both& both, const oracle::Vector& x, const PointRank& found) {
  const oracle::Table rows = oracle::incidence(both.graph, both.graph.all_edges(), x);
  for (const std::vector<NodeId>& part : found.floating) {
    oracle::Vector sum(both.graph.edges.size());
    for (const NodeId v : part)
      for (std::size_t e = 0; e < sum.size(); ++e) sum[e] += rows[v.value][e];
    CHECK(sum == oracle::Vector(sum.size()));
  }
}

void check_rank(const Both& both, const Flow& x) {
  const PointRank found = rank_at(both.network, x);
  const oracle::Vector spread = both.spread(x);
  CHECK(found.rank == oracle::jacobian_rank(both.graph, spread));
  std::vector<oracle::Set> floating;
  for (const std::vector<NodeId>& part : found.floating) floating.push_back(set_of(part));
  CHECK(floating == oracle::floating(both.graph, spread));
  CHECK(found.singular() == !floating.empty());
  check_forest(both, x, found);
  check_left_kernel(both, spread, found);
}

using Ends = std::set<std::tuple<std::size_t, std::size_t, std::size_t, std::uint64_t>>;

Ends ends_of(const LocalForm& form) {
  Ends ends;
  for (const EdgeId e : form.cone.edges())
    ends.insert({form.cone_edges.at(e.value).value, form.cone.tail(e).value,
                 form.cone.head(e).value, form.cone.multiplicity(e)});
  return ends;
}

Ends ends_of(const oracle::Graph& cone) {
  Ends ends;
  for (const oracle::Weight& e : cone.edges)
    ends.insert({e.bundle, e.tail, e.head,
                 static_cast<std::uint64_t>(__builtin_popcount(cone.bundle(e.bundle)))});
  return ends;
}

void check_local_form(const Both& both, const Flow& x) {
  const LocalForm found = local_form(both.network, x, rank_at(both.network, x));
  const oracle::LocalForm expected = oracle::local_form(both.graph, both.spread(x));
  CHECK(found.free_dimension == expected.free_dimension);
  CHECK(found.cone.hidden_count() == expected.cone.hidden);
  CHECK(ends_of(found) == ends_of(expected.cone));
  CHECK(found.branches_log2 == expected.branches_log2);
}

/// A point, often with many zeros: it lies on the variety of its own balance.
Flow random_point(Random& random, const Both& both) {
  return Flow(random_squares(random, both.network.edge_count(), random.between(0, 100)));
}

}  // namespace

TEST_CASE("union-find and elimination agree on rank, floating components and forests") {
  Random random(11);
  on_random_instances(401, 4000,
                      [&](const Both& both) { check_rank(both, random_point(random, both)); });
}

TEST_CASE("the local form is the contraction, and its branches are counted by definition") {
  Random random(12);
  on_random_instances(
      402, 3000, [&](const Both& both) { check_local_form(both, random_point(random, both)); });
}

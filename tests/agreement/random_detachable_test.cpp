// The search for detachable sets against trying all sets.
#include "agreement/both.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/detachable.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "oracle/variety.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

Answer answer(bool yes) { return yes ? Answer::yes : Answer::no; }

void check_search(const Both& both) {
  const DetachableSearch found = detachable_sets(both.network, both.instance.c, both.point());
  const std::set<oracle::Set> expected = oracle::detachable(both.graph, both.p);
  REQUIRE(found.complete);
  CHECK(found.reason.empty());
  CHECK(sets_of(found.sets) == expected);
  CHECK(found.sets.size() == expected.size());
  CHECK(found.count == expected.size());
  CHECK(found.exists == answer(!expected.empty()));
  CHECK(found.complex_smooth == answer(oracle::complex_smooth(both.graph, both.c)));
}

void check_order(const Both& both) {
  const auto sets = detachable_sets(both.network, both.instance.c, both.point()).sets;
  for (std::size_t i = 1; i < sets.size(); ++i) {
    const bool larger = sets[i - 1].size() < sets[i].size();
    CHECK((larger || (sets[i - 1].size() == sets[i].size() && sets[i - 1] < sets[i])));
  }
}

void check_strata(const Both& both) {
  const std::uint64_t whole = oracle::dimension(both.graph, both.p);
  for (const oracle::Set set : oracle::detachable(both.graph, both.p)) {
    const std::size_t expected =
        oracle::dimension(both.graph, both.p, oracle::crossing(both.graph, set));
    const Stratum found = stratum(both.network, both.instance.c, nodes_of(set), whole);
    CHECK(set_of(found.set) == set);
    CHECK(found.dimension == expected);
    CHECK(found.codimension == whole - expected);
  }
}

/// A search that is stopped early finds nothing wrong and claims nothing it has not searched.
void check_budget(const Both& both, std::uint64_t steps) {
  DetachableOptions options;
  options.budget = Budget(steps);
  const auto found = detachable_sets(both.network, both.instance.c, both.point(), options);
  const std::set<oracle::Set> expected = oracle::detachable(both.graph, both.p);
  const std::set<oracle::Set> sets = sets_of(found.sets);
  const bool all_determined = found.complete && found.complex_smooth != Answer::not_determined;
  CHECK(all_determined == found.reason.empty());
  for (const oracle::Set set : sets) CHECK(expected.contains(set));
  for (const oracle::Set set : expected)
    if (static_cast<std::size_t>(__builtin_popcount(set)) <= found.searched_up_to)
      CHECK(sets.contains(set));
  if (found.complete) CHECK(sets == expected);
  if (found.exists != Answer::not_determined) CHECK(found.exists == answer(!expected.empty()));
  if (found.complex_smooth != Answer::not_determined)
    CHECK(found.complex_smooth == answer(oracle::complex_smooth(both.graph, both.c)));
}

oracle::Set edges_of(const Both& both, const Part& part) {
  oracle::Set edges = 0;
  for (const EdgeId e : part.edges) edges |= both.weights(e);
  return edges;
}

/// The part's arcs are the arcs of the network between the nodes it names.
void check_arcs(const Both& both, const Part& part) {
  REQUIRE(part.edges.size() == part.network.edge_count());
  const auto original = [&](NodeId v) {
    return part.network.is_ground(v) ? both.network.ground() : part.nodes[v.value];
  };
  for (const EdgeId e : part.network.edges()) {
    const EdgeId from = part.edges[e.value];
    CHECK(original(part.network.tail(e)) == both.network.tail(from));
    CHECK(original(part.network.head(e)) == both.network.head(from));
    CHECK(part.network.multiplicity(e) == both.network.multiplicity(from));
  }
}

void check_parts(const Both& both) {
  const oracle::Set everything = oracle::all(both.graph.hidden + 1);
  for (oracle::Set set = 1; set <= both.graph.hidden_nodes(); ++set) {
    const Part in = induced_part(both.network, nodes_of(set));
    const Part out = part_without(both.network, nodes_of(set));
    CHECK(set_of(in.nodes) == set);
    CHECK(set_of(out.nodes) == (both.graph.hidden_nodes() & ~set));
    CHECK(edges_of(both, in) == oracle::inside(both.graph, set));
    CHECK(edges_of(both, out) == oracle::inside(both.graph, everything & ~set));
    check_arcs(both, in);
    check_arcs(both, out);
  }
}

}  // namespace

TEST_CASE("the detachable sets are those that float at some point") {
  on_random_instances(501, 3000, [](const Both& both) {
    if (both.empty()) return;
    check_search(both);
    check_order(both);
  });
}

TEST_CASE("the same on larger sparse graphs") {
  on_random_instances(502, 400,
                      [](const Both& both) {
                        if (!both.empty()) check_search(both);
                      },
                      {7, 10});
}

TEST_CASE("strata have the dimension of their faces") {
  on_random_instances(503, 1500, [](const Both& both) {
    if (!both.empty()) check_strata(both);
  });
}

TEST_CASE("a search stopped by its budget claims only what it searched") {
  on_random_instances(504, 600, [](const Both& both) {
    if (both.empty()) return;
    for (const std::uint64_t steps : {0, 1, 5, 20, 100, 500}) check_budget(both, steps);
  });
}

TEST_CASE("the two sides of a set are the graphs on its two sides") {
  on_random_instances(505, 300, check_parts);
}

// Bypassed edges have a walk around them, and in acyclic networks none is missed.
#include "isthmus/flow/bypass.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "isthmus/flow/bottleneck.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {
namespace {

// Plain reachability u⇝v in G/⏚ without e.
bool has_walk_around(const BalanceNetwork& network, EdgeId e) {
  std::set<NodeId> reached{network.tail(e)};
  for (bool grown = true; grown;) {
    grown = false;
    for (const EdgeId f : network.edges()) {
      if (f == e || reached.count(network.tail(f)) == 0) continue;
      grown = reached.insert(network.head(f)).second || grown;
    }
  }
  return reached.count(network.head(e)) > 0;
}

// Every entry hangs on the ground or on an earlier one.
void check_tree(const BalanceNetwork& network, const Forest& tree, bool from_ground) {
  std::set<NodeId> listed{network.ground()};
  for (const auto& [v, e] : tree) {
    CHECK((from_ground ? network.head(e) : network.tail(e)) == v);
    CHECK(listed.count(from_ground ? network.tail(e) : network.head(e)) == 1);
    CHECK(listed.insert(v).second);
  }
}

bool on_ground_walks(const BalanceNetwork& network, const Bypass& bypass) {
  const auto spans = [&](const std::vector<Forest>& trees) {
    return !trees.empty() && trees.front().size() == network.hidden_count();
  };
  return spans(bypass.from_ground) && spans(bypass.to_ground);
}

bool is_acyclic(const std::vector<Arc>& arcs, std::size_t hidden) {
  return std::all_of(arcs.begin(), arcs.end(), [&](const Arc& arc) {
    return arc.tail.value == hidden || arc.tail < arc.head;
  });
}

TEST_CASE("trees are trees, and show walks that exist") {
  Random random(21);
  std::size_t exact = 0;
  std::size_t bypassed_in_cyclic = 0;
  std::size_t missed_in_cyclic = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::size_t hidden = random.below(7);
    const std::vector<Arc> arcs = random_arcs(random, hidden, 18);
    const BalanceNetwork network(hidden, arcs);
    const Bypass bypass = bypass_trees(network);
    for (const Forest& tree : bypass.from_ground) check_tree(network, tree, true);
    for (const Forest& tree : bypass.to_ground) check_tree(network, tree, false);
    const PerEdge<bool> bypassed = bypassed_edges(network, bypass);
    const bool acyclic = is_acyclic(arcs, hidden);
    for (const EdgeId e : network.edges()) {
      if (network.is_loop(e)) {
        CHECK(!bypassed[e]);
        continue;
      }
      const bool possible = has_walk_around(network, e);
      if (bypassed[e]) CHECK(possible);
      if (!on_ground_walks(network, bypass)) continue;
      if (acyclic) {
        CHECK(bypassed[e] == possible);
        ++exact;
      } else {
        ++(bypassed[e] == possible ? bypassed_in_cyclic : missed_in_cyclic);
      }
    }
  }
  CHECK(exact > 300);
  CHECK(bypassed_in_cyclic > 1000);
  MESSAGE("cyclic networks: ", bypassed_in_cyclic, " right, ", missed_in_cyclic, " missed");
  CHECK(100 * missed_in_cyclic < bypassed_in_cyclic);
}

}  // namespace
}  // namespace isthmus::test

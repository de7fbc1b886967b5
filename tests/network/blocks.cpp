#include "isthmus/network/blocks.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/random_network.hpp"

namespace isthmus {
namespace {

using Groups = std::vector<std::vector<std::uint32_t>>;

template <class Id>
Groups values(const std::vector<std::vector<Id>>& groups) {
  Groups plain;
  for (const auto& group : groups) {
    plain.emplace_back();
    for (const Id id : group) plain.back().push_back(id.value);
  }
  return plain;
}

/// The nodes that `from` reaches without passing through `without`.
std::vector<bool> reached(const BalanceNetwork& network, NodeId from, NodeId without) {
  std::vector<bool> seen(network.node_count());
  seen[from.value] = true;
  for (std::size_t round = 0; round < network.node_count(); ++round) {
    for (const EdgeId e : network.edges()) {
      const NodeId a = network.tail(e), b = network.head(e);
      if (a == without || b == without) continue;
      if (seen[a.value] || seen[b.value]) seen[a.value] = seen[b.value] = true;
    }
  }
  return seen;
}

/// Straight from the definition: two edges are in one block unless some node separates them.
bool separated(const BalanceNetwork& network, EdgeId e, EdgeId f) {
  const auto end_besides = [&](EdgeId edge, NodeId v) {
    return network.tail(edge) == v ? network.head(edge) : network.tail(edge);
  };
  for (const NodeId v : network.nodes()) {
    if (!reached(network, end_besides(e, v), v)[end_besides(f, v).value]) return true;
  }
  return false;
}

bool same_ends(const BalanceNetwork& network, EdgeId e, EdgeId f) {
  return std::minmax(network.tail(e).value, network.head(e).value) ==
         std::minmax(network.tail(f).value, network.head(f).value);
}

/// Separation by nodes alone joins exactly the edges of a block, a lone bridge included.
Groups blocks_by_separation(const BalanceNetwork& network) {
  Groups groups;
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e)) continue;
    const auto home = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      const EdgeId first{group.front()};
      return same_ends(network, e, first) || !separated(network, e, first);
    });
    if (home == groups.end()) {
      groups.push_back({e.value});
    } else {
      home->push_back(e.value);
    }
  }
  return groups;
}

TEST_CASE("blocks agree with the definition on random multigraphs") {
  test::Random random(7);
  std::size_t most = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::size_t hidden = random.below(7);
    const BalanceNetwork network(hidden, test::random_arcs(random, hidden, 12));
    const Groups found = values(blocks(network));
    CHECK(found == blocks_by_separation(network));
    most = std::max(most, found.size());
  }
  CHECK(most >= 5);
}

TEST_CASE("parallel edges are one block, a bridge is its own, the ground separates") {
  const auto arc = [](std::uint32_t tail, std::uint32_t head) {
    return Arc{NodeId{tail}, NodeId{head}};
  };
  // Ground 3: in→0→out, 1 and 2 joined by a pair of opposite edges, 1 hangs on the ground.
  const BalanceNetwork network(3,
                               {arc(3, 0), arc(1, 2), arc(0, 3), arc(3, 1), arc(2, 1), arc(2, 2)});
  CHECK(values(blocks(network)) == Groups{{0, 2}, {1, 4}, {3}});
}

TEST_CASE("hidden components leave the ground out") {
  const auto arc = [](std::uint32_t tail, std::uint32_t head) {
    return Arc{NodeId{tail}, NodeId{head}};
  };
  const BalanceNetwork network(5, {arc(5, 0), arc(3, 1), arc(1, 5), arc(5, 2), arc(0, 5)});
  CHECK(values(hidden_components(network)) == Groups{{0}, {1, 3}, {2}, {4}});
  CHECK_FALSE(connected_to_ground(network));
  CHECK(connected_to_ground(BalanceNetwork(2, {arc(1, 0), arc(2, 1)})));
  CHECK_FALSE(connected_to_ground(BalanceNetwork(1, {arc(0, 0)})));
  CHECK(connected_to_ground(BalanceNetwork(0, {})));
}

TEST_CASE("a chain of a million nodes does not exhaust the stack") {
  const std::uint32_t length = 1'000'000;
  std::vector<Arc> arcs;
  for (std::uint32_t v = 0; v + 1 < length; ++v) arcs.push_back({NodeId{v}, NodeId{v + 1}});
  CHECK(blocks(BalanceNetwork(length, arcs)).size() == length - 1);
  // Closed through the ground it is one big cycle.
  arcs.push_back({NodeId{length}, NodeId{0}});
  arcs.push_back({NodeId{length - 1}, NodeId{length}});
  const BalanceNetwork closed(length, arcs);
  CHECK(blocks(closed).size() == 1);
  CHECK(hidden_components(closed).size() == 1);
}

}  // namespace
}  // namespace isthmus

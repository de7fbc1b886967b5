// Dominator trees against their definition on every node pair of random digraphs.
#include "flow/dominators.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace isthmus;
using flow::Direction;

namespace {

BalanceNetwork random_digraph(std::uint32_t hidden, std::size_t edges, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::vector<Arc> arcs;
  for (std::size_t i = 0; i < edges; ++i) {
    const auto tail = static_cast<std::uint32_t>(generator() % (hidden + 1));
    const auto head = static_cast<std::uint32_t>(generator() % (hidden + 1));
    arcs.push_back({NodeId{tail}, NodeId{head}});
  }
  return {hidden, std::move(arcs)};
}

// b is reachable from the root, but not once a is taken out.
PerNode<bool> reached_without(const BalanceNetwork& network, Direction direction, NodeId removed) {
  PerNode<bool> seen(network.node_count(), false);
  std::vector<NodeId> queue;
  if (removed != network.ground()) queue.push_back(network.ground());
  if (!queue.empty()) seen[network.ground()] = true;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const bool forward = direction == Direction::forward;
    for (const EdgeId e : forward ? network.out_edges(queue[i]) : network.in_edges(queue[i])) {
      const NodeId next = network.other_end(e, queue[i]);
      if (seen[next] || next == removed) continue;
      seen[next] = true;
      queue.push_back(next);
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("domination is what removing a node cuts off") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const auto hidden = static_cast<std::uint32_t>(1 + seed % 12);
    const BalanceNetwork network = random_digraph(hidden, 1 + seed % 30, seed);
    for (const Direction direction : {Direction::forward, Direction::backward}) {
      const flow::DominatorTree tree(network, direction);
      for (const NodeId a : network.nodes()) {
        const PerNode<bool> without = reached_without(network, direction, a);
        for (const NodeId b : network.nodes()) {
          if (!tree.reached(a) || !tree.reached(b)) continue;
          REQUIRE(tree.dominates(a, b) == (a == b || !without[b]));
        }
      }
    }
  }
}

// Blocks of the undirected multigraph, and its connected pieces.
//
// Problem: partition the edges so that two edges are in one class when some cycle without
// repeated nodes contains both (a bridge is a class of its own, two parallel edges are a cycle).
// Idea (Hopcroft and Tarjan 1973): depth-first search; low[v] is the earliest node that an edge
// leaves to from the subtree of v. The subtree of v hangs on its parent p by p alone exactly when
// low[v] >= entry[p]; then the edges visited since p→v are one block.
// Invariant: the stack holds the visited edges whose block is not closed yet, oldest first.
// Only the edge the search arrived by is skipped, not all edges to the parent: a second parallel
// edge is a way back, as it must be. The search keeps its own stack of nodes, so chains of any
// length are fine. O(V + E).
// To count them in a large acyclic network less will do: see core_blocks.cpp. Rejected: the chain
// decomposition of Schmidt (2013), as short, but it needs a separate pass to turn chains into
// blocks.
#include "isthmus/network/blocks.hpp"

#include <algorithm>
#include <limits>

#include "network/core_blocks.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

class BlockSearch {
 public:
  explicit BlockSearch(const BalanceNetwork& network)
      : network_(network),
        entry_(network.node_count(), none),
        low_(network.node_count(), none),
        arrived_by_(network.node_count(), none),
        position_(network.node_count(), 0),
        block_of_(network.edge_count(), none) {}

  /// The block number of every edge; `none` for loops.
  std::vector<std::uint32_t> run() {
    search();
    return std::move(block_of_.values());
  }

  void search() {
    for (const NodeId root : network_.nodes()) {
      if (entry_[root] == none) search_from(root);
    }
  }

  [[nodiscard]] std::size_t block_count() const { return block_count_; }

 private:
  void search_from(NodeId root) {
    enter(root);
    while (!path_.empty()) {
      const NodeId v = path_.back();
      if (const EdgeId e = next_edge(v); e.value != none) {
        follow(e, v);
      } else {
        leave(v);
      }
    }
  }

  void enter(NodeId v) {
    entry_[v] = low_[v] = clock_++;
    path_.push_back(v);
  }

  /// The next edge at v in either direction, `none` when all are done.
  EdgeId next_edge(NodeId v) {
    const std::size_t at = position_[v]++;
    const auto out = network_.out_edges(v);
    if (at < out.size()) return out[at];
    const auto in = network_.in_edges(v);
    return at - out.size() < in.size() ? in[at - out.size()] : EdgeId{none};
  }

  void follow(EdgeId e, NodeId v) {
    if (e.value == arrived_by_[v]) return;
    const NodeId w = network_.other_end(e, v);
    if (entry_[w] == none) {
      open_.push_back(e);
      arrived_by_[w] = e.value;
      enter(w);
    } else if (entry_[w] < entry_[v]) {  // upwards; seen from above it is already on the stack
      open_.push_back(e);
      low_[v] = std::min(low_[v], entry_[w]);
    }
  }

  void leave(NodeId v) {
    path_.pop_back();
    if (path_.empty()) return;
    const NodeId parent = path_.back();
    low_[parent] = std::min(low_[parent], low_[v]);
    if (low_[v] >= entry_[parent]) close_block(EdgeId{arrived_by_[v]});
  }

  void close_block(EdgeId first) {
    EdgeId e;
    do {
      e = open_.back();
      open_.pop_back();
      block_of_[e] = block_count_;
    } while (e != first);
    ++block_count_;
  }

  const BalanceNetwork& network_;
  PerNode<std::uint32_t> entry_, low_, arrived_by_;
  PerNode<std::size_t> position_;
  PerEdge<std::uint32_t> block_of_;
  std::vector<NodeId> path_;
  std::vector<EdgeId> open_;
  std::uint32_t clock_ = 0;
  std::uint32_t block_count_ = 0;
};

/// Classes of 0 … n-1 by label, ordered by first member, each increasing; `none` is in no class.
template <class Id>
std::vector<std::vector<Id>> grouped(const std::vector<std::uint32_t>& label) {
  std::vector<std::vector<Id>> groups;
  std::vector<std::uint32_t> group_of(label.size() + 1, none);
  for (std::uint32_t i = 0; i < label.size(); ++i) {
    if (label[i] == none) continue;
    std::uint32_t& group = group_of[label[i]];
    if (group == none) {
      group = static_cast<std::uint32_t>(groups.size());
      groups.emplace_back();
    }
    groups[group].push_back(Id{i});
  }
  return groups;
}

}  // namespace

std::vector<std::vector<EdgeId>> blocks(const BalanceNetwork& network) {
  return grouped<EdgeId>(BlockSearch(network).run());
}

namespace {

std::size_t counted(const BalanceNetwork& network) {
  BlockSearch search(network);
  search.search();
  return search.block_count();
}

}  // namespace

std::size_t block_count(const BalanceNetwork& network) {
  if (!is_increasing(network)) return counted(network);
  const CoreBlocks core = core_blocks(network);
  return core.without_dead_ends + counted(core.rest);
}

std::vector<std::vector<NodeId>> hidden_components(const BalanceNetwork& network) {
  DisjointSets classes(network.hidden_count());
  for (const EdgeId e : network.edges()) {
    if (network.is_ground(network.tail(e)) || network.is_ground(network.head(e))) continue;
    classes.join(network.tail(e).value, network.head(e).value);
  }
  std::vector<std::uint32_t> label(network.hidden_count());
  for (const NodeId v : network.hidden_nodes()) label[v.value] = classes.find(v.value);
  return grouped<NodeId>(label);
}

bool connected_to_ground(const BalanceNetwork& network) {
  DisjointSets classes(network.node_count());
  for (const EdgeId e : network.edges()) {
    classes.join(network.tail(e).value, network.head(e).value);
  }
  const std::uint32_t ground = classes.find(network.ground().value);
  for (const NodeId v : network.hidden_nodes()) {
    if (classes.find(v.value) != ground) return false;
  }
  return true;
}

}  // namespace isthmus

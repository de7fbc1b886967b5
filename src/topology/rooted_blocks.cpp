// Blocks are visited from their roots outwards; what hangs on nodes is collected inwards.
//
// A node is the root of all its blocks but one, the block that was reached first.
#include "topology/rooted_blocks.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/network/blocks.hpp"

namespace isthmus::topology {
namespace {

constexpr std::size_t most_hanging = 10'000'000;

class Rooting {
 public:
  explicit Rooting(const BalanceNetwork& network)
      : network_(network),
        blocks_(blocks(network)),
        nodes_(blocks_.size()),
        root_(blocks_.size()),
        visited_(blocks_.size(), false),
        at_(network.node_count()),
        reached_(network.node_count(), false),
        hanging_(network.node_count()) {}

  std::vector<RootedBlock> run() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) list_nodes(b);
    visit_from(network_.ground());
    for (std::size_t v = network_.hidden_count(); v-- > 0;) {
      visit_from(NodeId{static_cast<std::uint32_t>(v)});
    }
    collect();
    std::vector<RootedBlock> result;
    for (std::size_t b = 0; b < blocks_.size(); ++b) result.push_back(rooted(b));
    return result;
  }

 private:
  void list_nodes(std::size_t b) {
    for (const EdgeId e : blocks_[b]) {
      nodes_[b].push_back(network_.tail(e));
      nodes_[b].push_back(network_.head(e));
    }
    std::sort(nodes_[b].begin(), nodes_[b].end());
    nodes_[b].erase(std::unique(nodes_[b].begin(), nodes_[b].end()), nodes_[b].end());
    for (const NodeId v : nodes_[b]) at_[v].push_back(b);
  }

  void visit_from(NodeId root) {
    if (reached_[root]) return;
    reached_[root] = true;
    std::vector<NodeId> queue{root};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const NodeId v = queue[i];
      for (const std::size_t b : at_[v]) visit(b, v, queue);
    }
  }

  void visit(std::size_t b, NodeId root, std::vector<NodeId>& queue) {
    if (visited_[b]) return;
    visited_[b] = true;
    root_[b] = root;
    order_.push_back(b);
    std::erase(nodes_[b], root);
    for (const NodeId v : nodes_[b]) {
      reached_[v] = true;
      queue.push_back(v);
    }
  }

  void collect() {
    std::size_t total = network_.hidden_count();
    for (const NodeId v : network_.hidden_nodes()) hanging_[v] = {v};
    for (std::size_t i = order_.size(); i-- > 0;) {
      const NodeId root = root_[order_[i]];
      for (const NodeId v : nodes_[order_[i]]) {
        std::sort(hanging_[v].begin(), hanging_[v].end());
        if (network_.is_ground(root)) continue;
        total += hanging_[v].size();
        if (total > most_hanging) throw too_deep();
        hanging_[root].insert(hanging_[root].end(), hanging_[v].begin(), hanging_[v].end());
      }
    }
  }

  static Error too_deep() {
    return limit_error("the blocks of the network hang on each other in chains that are too long",
                       "cut the network where one node joins two parts");
  }

  [[nodiscard]] RootedBlock rooted(std::size_t b) const {
    const std::vector<NodeId>& nodes = nodes_[b];
    const auto local = [&](NodeId v) {
      const auto at = std::lower_bound(nodes.begin(), nodes.end(), v);
      const bool is_root = v == root_[b];
      return NodeId{static_cast<std::uint32_t>(is_root ? nodes.size() : at - nodes.begin())};
    };
    std::vector<Arc> arcs;
    for (const EdgeId e : blocks_[b]) {
      arcs.push_back({local(network_.tail(e)), local(network_.head(e)), network_.multiplicity(e)});
    }
    std::vector<std::vector<NodeId>> hanging;
    for (const NodeId v : nodes) hanging.push_back(hanging_[v]);
    return {root_[b], nodes, blocks_[b], std::move(hanging),
            BalanceNetwork(nodes.size(), std::move(arcs))};
  }

  const BalanceNetwork& network_;
  std::vector<std::vector<EdgeId>> blocks_;
  std::vector<std::vector<NodeId>> nodes_;
  std::vector<NodeId> root_;
  std::vector<bool> visited_;
  PerNode<std::vector<std::size_t>> at_;  // the blocks at each node
  PerNode<bool> reached_;
  PerNode<std::vector<NodeId>> hanging_;
  std::vector<std::size_t> order_;  // blocks from the roots outwards
};

}  // namespace

std::vector<RootedBlock> rooted_blocks(const BalanceNetwork& network) {
  return Rooting(network).run();
}

std::vector<std::vector<NodeId>> parts_without_ground(const BalanceNetwork& network) {
  std::vector<std::vector<NodeId>> parts;
  for (std::vector<NodeId>& part : hidden_components(network)) {
    const bool grounded = std::any_of(part.begin(), part.end(), [&](NodeId v) {
      const auto joins = [&](EdgeId e) { return network.is_ground(network.other_end(e, v)); };
      const auto in = network.in_edges(v);
      const auto out = network.out_edges(v);
      return std::any_of(in.begin(), in.end(), joins) || std::any_of(out.begin(), out.end(), joins);
    });
    if (!grounded) parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace isthmus::topology

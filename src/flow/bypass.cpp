// Walks around all edges that are no bottleneck, in a few trees (Theory §3, “where locks can be”).
//
// Problem. An edge u→v is unlocked for every balance if a walk leads from u to v without it. One
// walk for each edge would be a proof of quadratic size.
//
// Idea. Walks over the ground suffice: u to ⏚, then ⏚ to v. Two spanning trees out of the ground
// that enter v by different edges show for every edge into v that v is reached without it; two
// trees into the ground do the same for the edges out of u. In an acyclic network any choice of
// one in-edge for each node is a tree, so the second tree takes another edge than the first
// wherever there is one: exactly the edges that dominate their head stay in both. In a cyclic
// one a choice must avoid cycles; there each further tree takes an edge common to all earlier ones
// only where nothing else leads.
//
// Rejected: trees from a low–high order of the dominator tree, which are exact for cyclic networks
// too, for a far longer program; the few edges missed are covered by explicit flows.
#include "isthmus/flow/bypass.hpp"

#include <algorithm>
#include <deque>
#include <optional>

#include "flow/regions.hpp"
#include "flow/walks.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_trees = 6;

// All nodes that the ground reaches, each after the tails of its in-edges among them; nothing if a
// cycle among them forbids that.
std::optional<std::vector<NodeId>> topological_order(const BalanceNetwork& network,
                                                     const PerNode<bool>& reached) {
  PerNode<std::size_t> missing(network.node_count(), 0);
  std::size_t count = 0;
  for (const NodeId v : network.hidden_nodes()) {
    if (!reached[v]) continue;
    ++count;
    for (const EdgeId e : network.in_edges(v)) missing[v] += reached[network.tail(e)] ? 1 : 0;
  }
  std::vector<NodeId> order{network.ground()};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const EdgeId e : network.out_edges(order[i])) {
      const NodeId head = network.head(e);
      if (!network.is_ground(head) && --missing[head] == 0) order.push_back(head);
    }
  }
  if (order.size() != count + 1) return std::nullopt;
  order.erase(order.begin());
  return order;
}

// The first and the last edge into every node from what is reached.
std::vector<Forest> two_choices(const BalanceNetwork& network, const PerNode<bool>& reached,
                                const std::vector<NodeId>& order) {
  std::vector<Forest> trees(2);
  for (const NodeId v : order) {
    const auto usable = [&](EdgeId e) { return reached[network.tail(e)]; };
    const auto edges = network.in_edges(v);
    const auto first = std::find_if(edges.begin(), edges.end(), usable);
    const auto last = std::find_if(edges.rbegin(), edges.rend(), usable);
    trees[0].push_back({v, *first});
    trees[1].push_back({v, *last});
  }
  return trees;
}

// The first and the last edge from (to) what is reached, for increasing networks, where the numbers
// are an order.
void choose(const BalanceNetwork& network, NodeId v, flow::Direction direction,
            PerNode<bool>& reached, std::vector<Forest>& trees) {
  const auto usable = [&](EdgeId e) { return reached[network.other_end(e, v)]; };
  const auto edges = flow::entrances(network, v, direction);
  const auto first = std::find_if(edges.begin(), edges.end(), usable);
  if (first == edges.end()) return;
  reached[v] = true;
  trees[0].push_back({v, *first});
  trees[1].push_back({v, *std::find_if(edges.rbegin(), edges.rend(), usable)});
}

std::vector<Forest> increasing_choices(const BalanceNetwork& network, flow::Direction direction) {
  PerNode<bool> reached(network.node_count(), false);
  reached[network.ground()] = true;
  const auto count = static_cast<std::uint32_t>(network.hidden_count());
  std::vector<Forest> trees(2);
  for (Forest& tree : trees) tree.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const NodeId v{direction == flow::Direction::forward ? i : count - 1 - i};
    choose(network, v, direction, reached, trees);
  }
  if (trees[0].empty()) trees.clear();
  return trees;
}

// Grows a tree through the edges that are not common to all earlier trees as far as it goes, then
// through one common edge, then on, so that a common edge is taken only where nothing else leads.
// Which one comes first matters: `newest_first` varies it from tree to tree.
class TreeSearch {
 public:
  TreeSearch(const BalanceNetwork& network, const PerEdge<bool>& common, bool newest_first)
      : network_(network),
        common_(common),
        newest_first_(newest_first),
        reached_(network.node_count(), false) {}

  Forest run() {
    reach(network_.ground());
    while (!plain_.empty() || !waiting_.empty()) {
      const EdgeId e = next();
      const NodeId head = network_.head(e);
      if (reached_[head]) continue;
      tree_.push_back({head, e});
      reach(head);
    }
    return std::move(tree_);
  }

 private:
  void reach(NodeId v) {
    reached_[v] = true;
    for (const EdgeId e : network_.out_edges(v)) {
      if (common_[e]) {
        waiting_.push_back(e);
      } else {
        plain_.push_back(e);
      }
    }
  }

  EdgeId next() {
    std::deque<EdgeId>& edges = plain_.empty() ? waiting_ : plain_;
    const bool from_front = plain_.empty() && !newest_first_;
    const EdgeId e = from_front ? edges.front() : edges.back();
    if (from_front) {
      edges.pop_front();
    } else {
      edges.pop_back();
    }
    return e;
  }

  const BalanceNetwork& network_;
  const PerEdge<bool>& common_;
  bool newest_first_;
  PerNode<bool> reached_;
  std::deque<EdgeId> plain_, waiting_;
  Forest tree_;
};

std::size_t count(const PerEdge<bool>& edges) {
  return static_cast<std::size_t>(std::count(edges.values().begin(), edges.values().end(), true));
}

// Trees that have fewer and fewer edges in common, until two in a row do not help.
std::vector<Forest> searched_trees(const BalanceNetwork& network) {
  std::vector<Forest> trees;
  PerEdge<bool> common(network.edge_count(), true);
  std::size_t failures = 0;
  for (bool newest_first = true; failures < 2 && trees.size() < most_trees;
       newest_first = !newest_first) {
    Forest next = TreeSearch(network, common, newest_first).run();
    PerEdge<bool> still_common(network.edge_count(), false);
    for (const ForestEdge& entry : next) {
      if (common[entry.edge]) still_common[entry.edge] = true;
    }
    if (trees.empty() || count(still_common) < count(common)) {
      trees.push_back(std::move(next));
      common = std::move(still_common);
      failures = 0;
    } else {
      ++failures;
    }
  }
  return trees;
}

std::vector<Forest> trees_from_ground(const BalanceNetwork& network) {
  const auto first = flow::walk(network, network.ground(), flow::Direction::forward);
  if (first.order.size() == 1) return {};
  if (const auto order = topological_order(network, first.reached)) {
    return two_choices(network, first.reached, *order);
  }
  return searched_trees(network);
}

// For every node the edges its trees use, as far as needed: one of them, and whether there are
// more.
class Entrances {
 public:
  Entrances(const BalanceNetwork& network, const std::vector<Forest>& trees)
      : network_(network), edge_(network.node_count()), several_(network.node_count(), false) {
    for (const Forest& tree : trees) {
      for (const ForestEdge& entry : tree) {
        if (edge_[entry.node] && *edge_[entry.node] != entry.edge) several_[entry.node] = true;
        edge_[entry.node] = entry.edge;
      }
    }
  }

  [[nodiscard]] bool without(NodeId v, EdgeId e) const {
    return network_.is_ground(v) || several_[v] || (edge_[v] && *edge_[v] != e);
  }

 private:
  const BalanceNetwork& network_;
  PerNode<std::optional<EdgeId>> edge_;
  PerNode<bool> several_;
};

}  // namespace

Bypass bypass_trees(const BalanceNetwork& network) {
  if (is_increasing(network)) {
    return {increasing_choices(network, flow::Direction::forward),
            increasing_choices(network, flow::Direction::backward)};
  }
  return {trees_from_ground(network), trees_from_ground(network.reversed())};
}

PerEdge<bool> bypassed_edges(const BalanceNetwork& network, const Bypass& bypass) {
  const Entrances from(network, bypass.from_ground);
  const Entrances to(network, bypass.to_ground);
  PerEdge<bool> bypassed(network.edge_count(), false);
  for (const EdgeId e : network.edges()) {
    bypassed[e] =
        !network.is_loop(e) && from.without(network.head(e), e) && to.without(network.tail(e), e);
  }
  return bypassed;
}

}  // namespace isthmus

// Masks instead of graphs: a block that this is good for has a dozen nodes, and millions of cells.
//
// Parts and their order are found in O(pairs); the covers are the transitive reduction of a
// directed acyclic graph on at most 64 parts, with one word for each set of parts.
#include "topology/cell_graph.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace isthmus::topology {
namespace {

NodeMask bit(std::size_t v) { return NodeMask{1} << v; }

/// Calls f(v) for the members of a set, increasing.
template <class F>
void each(NodeMask set, F&& f) {
  for (; set != 0; set &= set - 1) f(static_cast<std::size_t>(std::countr_zero(set)));
}

template <class F>
void each(const PairMask& set, F&& f) {
  for (std::size_t w = 0; w < set.words.size(); ++w) {
    each(set.words[w], [&](std::size_t i) { f(64 * w + i); });
  }
}

/// For each part the parts directly below it, and all below it.
struct Below {
  std::vector<NodeMask> direct, all;
  NodeMask done = 0;

  explicit Below(std::size_t size) : direct(size), all(size) {}
  // At most 64 levels deep.
  void close(std::size_t part) {
    if ((done & bit(part)) != 0) return;
    done |= bit(part);
    all[part] = direct[part];
    each(direct[part], [&](std::size_t next) {
      close(next);
      all[part] |= all[next];
    });
  }
  /// The parts below `part` with nothing between.
  [[nodiscard]] NodeMask covered(std::size_t part) const {
    NodeMask farther = 0;
    each(direct[part], [&](std::size_t next) { farther |= all[next]; });
    return direct[part] & ~farther;
  }
};

}  // namespace

bool CellGraph::fits(const BalanceNetwork& network) {
  if (network.node_count() > max_nodes) return false;
  std::set<std::pair<NodeId, NodeId>> pairs;
  for (const EdgeId e : network.edges()) {
    pairs.insert(std::minmax(network.tail(e), network.head(e)));
    if (pairs.size() > max_pairs) return false;
  }
  return true;
}

CellGraph::CellGraph(const BalanceNetwork& network)
    : neighbours_(network.node_count(), 0),
      pair_at_(network.node_count(), std::vector<std::uint8_t>(network.node_count(), 0)) {
  for (const EdgeId e : network.edges()) {
    const std::uint32_t tail = network.tail(e).value, head = network.head(e).value;
    const auto [first, second] = std::minmax(tail, head);
    if ((neighbours_[first] & bit(second)) == 0) {
      pair_at_[first][second] = pair_at_[second][first] = static_cast<std::uint8_t>(pairs_.size());
      pairs_.push_back({static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)});
      neighbours_[first] |= bit(second);
      neighbours_[second] |= bit(first);
    }
    const std::size_t pair = pair_of(first, second);
    (head == first ? pairs_[pair].into_first : pairs_[pair].into_second) = e;
    (head == first ? labels_.first : labels_.second).add(pair);
  }
}

NodeMask CellGraph::reach(NodeMask start, NodeMask within) const {
  NodeMask reached = start, fresh = start;
  while (fresh != 0) {
    NodeMask next = 0;
    each(fresh, [&](std::size_t v) { next |= neighbours_[v]; });
    fresh = next & within & ~reached;
    reached |= fresh;
  }
  return reached;
}

Cell CellGraph::signs_between(NodeMask above, NodeMask below) const {
  Cell signs;
  each(above, [&](std::size_t u) {
    each(neighbours_[u] & below,
         [&](std::size_t v) { (u < v ? signs.first : signs.second).add(pair_of(u, v)); });
  });
  return signs;
}

std::vector<NodeMask> CellGraph::parts(const Cell& cell) const {
  std::vector<NodeMask> level(neighbours_);  // the neighbours on the same height
  each(cell.first | cell.second, [&](std::size_t pair) {
    level[pairs_[pair].first] &= ~bit(pairs_[pair].second);
    level[pairs_[pair].second] &= ~bit(pairs_[pair].first);
  });
  std::vector<NodeMask> parts;
  NodeMask grounded = 0;
  for (NodeMask left = all_nodes(); left != 0;) {
    NodeMask part = left & -left, fresh = part;
    while (fresh != 0) {
      NodeMask next = 0;
      each(fresh, [&](std::size_t v) { next |= level[v]; });
      fresh = next & ~part;
      part |= fresh;
    }
    left &= ~part;
    if ((part & bit(ground())) != 0) {
      grounded = part;
    } else {
      parts.push_back(part);
    }
  }
  parts.push_back(grounded);
  return parts;
}

Order CellGraph::order(const Cell& cell) const {
  Order order{parts(cell), {}};
  std::array<std::uint8_t, max_nodes> part_of{};
  for (std::size_t p = 0; p < order.parts.size(); ++p) {
    each(order.parts[p], [&](std::size_t v) { part_of[v] = static_cast<std::uint8_t>(p); });
  }
  Below below(order.parts.size());
  each(cell.first, [&](std::size_t pair) {
    below.direct[part_of[pairs_[pair].first]] |= bit(part_of[pairs_[pair].second]);
  });
  each(cell.second, [&](std::size_t pair) {
    below.direct[part_of[pairs_[pair].second]] |= bit(part_of[pairs_[pair].first]);
  });
  for (std::size_t p = 0; p < order.parts.size(); ++p) below.close(p);
  for (std::size_t p = 0; p < order.parts.size(); ++p) {
    each(below.covered(p), [&](std::size_t q) {
      order.covers.push_back({p, q, signs_between(order.parts[p], order.parts[q])});
    });
  }
  return order;
}

std::vector<EdgeId> CellGraph::variables(const Cell& label) const {
  std::vector<EdgeId> result;
  each(label.first, [&](std::size_t pair) { result.push_back(pairs_[pair].into_first); });
  each(label.second, [&](std::size_t pair) { result.push_back(pairs_[pair].into_second); });
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace isthmus::topology

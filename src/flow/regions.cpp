// Regions of all bottlenecks of one kind at once (Theory §3).
//
// Kind in. A bottleneck e = (u→v) is the only way into v from outside its region, the nodes that v
// dominates. Regions are nested or disjoint. top[w] is the head of the outermost bottleneck whose
// region contains w: that of w's dominator if there is one, else w itself if it is such a head.
//
// In an increasing network (a DAG but for the ground) no dominator tree is needed. The ground
// reaches every node with an edge in from a node that it reaches. Only such edges are looked at:
// what the ground misses may be put into any cut. The only edge into v, if single, is a bottleneck;
// with two edges into v, no walk to their tails meets v, so neither is one. And w lies in a region
// if it is such a head, or if all its in-edges come from one outermost region, since the walks to
// their tails all pass through its head. Kind out is the same with all edges turned round.
#include "flow/regions.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "flow/dominators.hpp"

namespace isthmus::flow {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t missed = none - 1;

class RegionSearch {
 public:
  RegionSearch(const BalanceNetwork& network, Direction direction)
      : network_(network), direction_(direction), top_(network.node_count(), missed) {
    top_[network.ground()] = none;
  }

  Regions run_increasing() {
    const auto count = static_cast<std::uint32_t>(network_.hidden_count());
    for (std::uint32_t i = 0; i < count; ++i) {
      enter(NodeId{direction_ == Direction::forward ? i : count - 1 - i});
    }
    return collect();
  }

  Regions run_by_dominators() {
    const DominatorTree tree(network_, direction_);
    for (std::size_t i = 1; i < tree.order().size(); ++i) {
      const NodeId v = tree.order()[i];
      const std::uint32_t above = top_[tree.dominator(v)];
      if (const auto e = only_entrance(tree, v)) {
        enter_through(v, *e, above);
      } else {
        top_[v] = above;
      }
    }
    return collect();
  }

 private:
  [[nodiscard]] std::span<const EdgeId> arcs(NodeId v) const {
    return entrances(network_, v, direction_);
  }

  [[nodiscard]] std::uint32_t top_before(NodeId v, EdgeId e) const {
    return top_[network_.other_end(e, v)];
  }

  // Of an increasing network, after all nodes before v.
  void enter(NodeId v) {
    std::optional<EdgeId> first;
    bool several = false;
    bool same_top = true;
    for (const EdgeId e : arcs(v)) {
      if (top_before(v, e) == missed) continue;
      several = several || first || network_.multiplicity(e) != 1;
      same_top = same_top && (!first || top_before(v, e) == top_before(v, *first));
      if (!first) first = e;
      if (several && !same_top) break;
    }
    if (!first) return;
    if (!several) return enter_through(v, *first, top_before(v, *first));
    top_[v] = same_top ? top_before(v, *first) : none;
  }

  // The only edge into v that does not come from a node that v dominates, if it is single.
  [[nodiscard]] std::optional<EdgeId> only_entrance(const DominatorTree& tree, NodeId v) const {
    std::optional<EdgeId> entrance;
    for (const EdgeId e : arcs(v)) {
      const NodeId before = network_.other_end(e, v);
      if (!tree.reached(before) || tree.dominates(v, before)) continue;
      if (entrance || network_.multiplicity(e) != 1) return std::nullopt;
      entrance = e;
    }
    return entrance;
  }

  void enter_through(NodeId v, EdgeId e, std::uint32_t above) {
    found_.bottlenecks.push_back(e);
    top_[v] = above != none ? above : v.value;
  }

  Regions collect() {
    for (const NodeId v : network_.hidden_nodes()) {
      if (top_[v] != none) found_.nodes.push_back(v);
      if (top_[v] == missed) found_.missed.push_back(v);
    }
    std::reverse(found_.bottlenecks.begin(), found_.bottlenecks.end());
    return std::move(found_);
  }

  const BalanceNetwork& network_;
  Direction direction_;
  PerNode<std::uint32_t> top_;
  Regions found_;
};

}  // namespace

Regions find_regions(const BalanceNetwork& network, Direction direction, bool increasing) {
  RegionSearch search(network, direction);
  return increasing ? search.run_increasing() : search.run_by_dominators();
}

}  // namespace isthmus::flow

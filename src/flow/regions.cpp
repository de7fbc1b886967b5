// Regions of all bottlenecks of one kind at once (Theory §3).
//
// Kind in. A bottleneck e = (u→v) is the only way into v from outside its region, the nodes that v
// dominates. Regions are nested or disjoint. top[w] is the head of the outermost bottleneck whose
// region contains w: that of w's dominator if there is one, else w itself if it is such a head.
//
// In an increasing network (a DAG but for the ground) no dominator tree is needed. The ground
// reaches every node as soon as every node has an edge in. The only edge into v, if single, is a
// bottleneck; with two edges into v, no walk to their tails meets v, so neither is one. And w lies
// in a region if it is such a head, or if all its in-edges come from one outermost region, since
// the walks to their tails all pass through its head. Kind out is the same with all edges turned
// round.
#include "flow/regions.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "flow/dominators.hpp"

namespace isthmus::flow {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

class RegionSearch {
 public:
  RegionSearch(const BalanceNetwork& network, Direction direction)
      : network_(network), direction_(direction), top_(network.node_count(), none) {}

  std::optional<Regions> run_increasing() {
    const auto count = static_cast<std::uint32_t>(network_.hidden_count());
    for (std::uint32_t i = 0; i < count; ++i) {
      const NodeId v{direction_ == Direction::forward ? i : count - 1 - i};
      const auto arcs = entrances(v);
      if (arcs.empty()) return std::nullopt;
      if (arcs.size() == 1 && network_.multiplicity(arcs[0]) == 1) {
        enter_through(v, arcs[0], top_[network_.other_end(arcs[0], v)]);
      } else {
        top_[v] = common_top(v, arcs);
      }
    }
    return collect();
  }

  std::optional<Regions> run_by_dominators() {
    const DominatorTree tree(network_, direction_);
    if (tree.order().size() != network_.node_count()) return std::nullopt;
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
  [[nodiscard]] std::span<const EdgeId> entrances(NodeId v) const {
    return direction_ == Direction::forward ? network_.in_edges(v) : network_.out_edges(v);
  }

  // The only edge into v that does not come from a node that v dominates, if it is single.
  [[nodiscard]] std::optional<EdgeId> only_entrance(const DominatorTree& tree, NodeId v) const {
    std::optional<EdgeId> entrance;
    for (const EdgeId e : entrances(v)) {
      if (tree.dominates(v, network_.other_end(e, v))) continue;
      if (entrance || network_.multiplicity(e) != 1) return std::nullopt;
      entrance = e;
    }
    return entrance;
  }

  void enter_through(NodeId v, EdgeId e, std::uint32_t above) {
    found_.bottlenecks.push_back(e);
    top_[v] = above != none ? above : v.value;
  }

  [[nodiscard]] std::uint32_t common_top(NodeId v, std::span<const EdgeId> arcs) const {
    const std::uint32_t first = top_[network_.other_end(arcs[0], v)];
    if (first == none) return none;
    for (const EdgeId e : arcs) {
      if (top_[network_.other_end(e, v)] != first) return none;
    }
    return first;
  }

  Regions collect() {
    for (const NodeId v : network_.hidden_nodes()) {
      if (top_[v] != none) found_.nodes.push_back(v);
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

std::optional<Regions> find_regions(const BalanceNetwork& network, Direction direction,
                                    bool increasing) {
  RegionSearch search(network, direction);
  return increasing ? search.run_increasing() : search.run_by_dominators();
}

}  // namespace isthmus::flow

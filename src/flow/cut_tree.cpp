// Cut tree of an undirected graph (Theory §4, distance; Gomory and Hu 1961, Gusfield 1990).
//
// Problem. The cheapest cut between any two of n nodes, for all pairs at once, and hence for every
// hidden node the cheapest set that contains it and not the ground.
//
// Idea. n−1 minimum cuts suffice. Gusfield's form contracts nothing: all nodes hang from the
// ground at first. For one node s after the other, take a minimum cut between s and its parent t;
// nodes that hang from t and are on the side of s hang from s from now on; if the parent of t is on
// that side too, s and t change places.
//
// Invariant. Restricted to the nodes done so far, what hangs below a tree edge is one side of a
// minimum cut between the ends of that edge, of the value written on it (Gusfield, theorem 4).
//
// Cost. n−1 maximum flows by Dinic (pair_cut.hpp), each of which stops as soon as it fills all
// edges at s or t, which is the usual case in trained networks. Linear memory.
// Rejected: contracting both sides as Gomory and Hu do, since nearly all cuts are single nodes and
// nothing shrinks; Hao and Orlin's parametric order, which gives the global minimum only.
#include "isthmus/flow/cut_tree.hpp"

#include <utility>

#include "flow/pair_cut.hpp"
#include "flow/scaled_cut_graph.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

template <class N>
class Gusfield {
 public:
  Gusfield(const flow::CutGraph<N>& graph, std::uint32_t root)
      : cut_(graph), parent_(graph.node_count(), root), value_(graph.node_count(), N(0)) {}

  /// False if the budget ended first.
  bool run(Budget& budget) {
    for (std::uint32_t s = 0; s + 1 < parent_.size(); ++s) {  // the root is the last node
      const std::uint64_t before = cut_.work();
      hang(s, cut_.separate(s, parent_[s]));
      if (!budget.spend(cut_.work() - before)) return false;
    }
    return true;
  }

  [[nodiscard]] CutTree tree(const Integer& denominator) const {
    CutTree tree{PerNode<NodeId>(parent_.size()), PerNode<Rational>(parent_.size())};
    for (std::uint32_t v = 0; v < parent_.size(); ++v) {
      tree.parent[NodeId{v}] = NodeId{parent_[v]};
      tree.value[NodeId{v}] = flow::unscaled(value_[v], denominator);
    }
    return tree;
  }

 private:
  void hang(std::uint32_t s, N value) {
    const std::uint32_t t = parent_[s];
    value_[s] = std::move(value);
    if (cut_.lists_near()) {
      for (const std::uint32_t v : cut_.listed()) adopt(v, t, s);
    } else {
      for (std::uint32_t v = 0; v + 1 < parent_.size(); ++v) {
        if (cut_.is_near(v)) adopt(v, t, s);
      }
    }
    if (!cut_.is_near(parent_[t])) return;
    parent_[s] = std::exchange(parent_[t], s);
    std::swap(value_[s], value_[t]);
  }

  void adopt(std::uint32_t v, std::uint32_t from, std::uint32_t to) {
    if (v != to && parent_[v] == from) parent_[v] = to;
  }

  flow::PairCut<N> cut_;
  std::vector<std::uint32_t> parent_;
  std::vector<N> value_;
};

}  // namespace

std::vector<NodeId> CutTree::below(NodeId v) const {
  // Follow every node up until a node is met of which it is known already.
  enum State : std::uint8_t { unknown, yes, no };
  PerNode<State> state(parent.size(), unknown);
  state[v] = yes;
  state.values().back() = no;
  std::vector<NodeId> set, way;
  for (const NodeId u : IdRange<NodeId>(parent.size() - 1)) {
    NodeId at = u;
    for (; state[at] == unknown; at = parent[at]) way.push_back(at);
    for (const NodeId w : way) state[w] = state[at];
    way.clear();
    if (state[u] == yes) set.push_back(u);
  }
  return set;
}

std::optional<CutTree> cut_tree(const BalanceNetwork& network, const Flow& weights,
                                Budget& budget) {
  ensure(weights.size() == network.edge_count(), "one weight for every edge of a cut tree");
  for (const Rational& weight : weights.values()) {
    ensure(weight >= 0, "the weights of a cut tree are not negative");
  }
  const flow::ScaledData scaled = flow::scale(weights.values());
  return flow::with_smallest_numbers([&]<class N>() -> std::optional<CutTree> {
    flow::require_room<N>(scaled.values);
    const auto graph = flow::scaled_cut_graph<N>(network, scaled.values);
    Gusfield<N> gusfield(graph, network.ground().value);
    if (!gusfield.run(budget)) return std::nullopt;
    return gusfield.tree(scaled.denominator);
  });
}

}  // namespace isthmus

// The cheapest sub-networks to cut off (Theory §4, distance and dynamics).
//
// Problem. Of the 2^|H| sets of hidden nodes, list the cheapest ones to disconnect, each with the
// price in weights (what is cut) and in balance (how far c must move for M(c) to reach that place).
//
// Idea. Listing cuts by value is a family of exponential size full of unions of its members. Two
// kinds are enough: single nodes, and for every hidden node the cheapest set that contains it. A
// cut tree has all of the latter: the least value on the way from the node to the ground. Values
// are known before sets are, so only the sets that make it into the list are written out. Two
// things that zero weights can do are put right: components that are cut off already are listed by
// themselves, and a set of positive value loses the nodes of other components than its own, which
// leaves its value as it is and makes it connected by nonzero weights.
//
// Price in balance. Points of M(c + Δ) where U is cut off exist exactly if c + Δ is feasible on U
// alone and on the rest alone: two independent problems (flow/balance_gap), whose least changes add
// up. Cutting U at the present weights is one way and never cheaper.
//
// Cost. A cut tree is |H| maximum flows; beyond `tree_edges` joined pairs of nodes only the global
// minimum cut is sought. All sets that attain the distance are listed in any case.
//
// Rejected: flow/model_cut for the global minimum cut of a model. It spares what minimum_cut spends
// on making integers of the weights, a tenth of the whole; but the cut tree and the list of nearest
// sets need the same integers, and all of this works on a graph with any numbers, whatever file it
// comes from.
#include "isthmus/variety/pruning.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/flow/balance_gap.hpp"
#include "isthmus/flow/cut_tree.hpp"
#include "isthmus/variety/point.hpp"

namespace isthmus {
namespace {

class Ranking {
 public:
  Ranking(const BalanceNetwork& network, const Flow& x, const Balance& c, PruneOptions options)
      : network_(network),
        x_(x),
        c_(c),
        options_(std::move(options)),
        floating_(rank_at(network, x).floating),
        component_(network.node_count(), joined),
        taken_(network.node_count(), false) {
    for (std::uint32_t i = 0; i < floating_.size(); ++i) {
      for (const NodeId v : floating_[i]) component_[v] = i;
    }
  }

  Pruning run() {
    Pruning result;
    result.sets = options_.sets;
    if (network_.hidden_count() == 0) return result;
    find_nearest(result);
    collect_floating();
    if (options_.sets != PruneSets::several) collect_single();
    collect_cuts(result);
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.weight < b.weight; });
    for (const Entry& entry : entries_) {
      if (result.candidates.size() >= options_.top && result.chosen.size() == options_.remove)
        break;
      std::vector<NodeId> set = nodes_of(entry);
      if (entry.kind == Kind::below && set.size() == 1) continue;  // a single node, listed as such
      if (result.chosen.size() < options_.remove) choose(set, result);
      result.candidates.push_back(examine(std::move(set), entry.weight));
    }
    return result;
  }

 private:
  static constexpr std::uint32_t joined = static_cast<std::uint32_t>(-1);

  enum class Kind { floating, single, below, minimum };
  struct Entry {
    Rational weight;
    Kind kind;
    std::uint32_t number;  ///< of the component or node
  };

  [[nodiscard]] bool wanted(std::size_t size) const {
    return options_.sets == PruneSets::all || (options_.sets == PruneSets::single) == (size == 1);
  }

  void find_nearest(Pruning& result) {
    minimum_ = floating_.empty() ? minimum_cut(network_, x_) : MinimumCut{0, floating_.front()};
    result.nearest = minimum_;
    if (floating_.empty()) {
      result.all_nearest = all_minimum_cuts(network_, x_, minimum_->value, options_.nearest_budget,
                                            options_.nearest_limits);
    } else {
      result.all_nearest = {0, floating_.size(), floating_, ""};
    }
  }

  void collect_floating() {
    for (std::uint32_t i = 0; i < floating_.size(); ++i) {
      if (wanted(floating_[i].size())) entries_.push_back({Rational(0), Kind::floating, i});
    }
  }

  // Nodes without a nonzero edge are components by themselves.
  void collect_single() {
    for (const NodeId v : network_.hidden_nodes()) {
      if (component_[v] != joined && floating_[component_[v]].size() == 1) continue;
      Rational weight = 0;
      for (const auto edges : {network_.in_edges(v), network_.out_edges(v)}) {
        for (const EdgeId e : edges) weight += x_[e];
      }
      entries_.push_back({std::move(weight), Kind::single, v.value});
    }
  }

  void collect_cuts(Pruning& result) {
    if (options_.sets == PruneSets::single) {
      result.reason = "only single nodes were asked for";
    } else if (joined_pairs() > options_.tree_edges) {
      result.reason = "weights join more than " + std::to_string(options_.tree_edges) +
                      " pairs of nodes (all inputs and outputs are one)";
    } else if (!(tree_ = cut_tree(network_, x_, options_.budget))) {
      result.reason = options_.budget.reason();
    }
    result.by_tree = tree_.has_value();
    if (tree_) {
      collect_below();
    } else if (floating_.empty() && minimum_->set.size() > 1 && wanted(minimum_->set.size())) {
      entries_.push_back({minimum_->value, Kind::minimum, 0});
    }
  }

  // All inputs are one node, so the graph is often much smaller than the list of edges.
  [[nodiscard]] std::size_t joined_pairs() const {
    PerNode<std::uint32_t> last(network_.node_count(), joined);
    std::size_t pairs = 0;
    for (const NodeId v : network_.nodes()) {
      last[v] = v.value;
      for (const auto edges : {network_.in_edges(v), network_.out_edges(v)}) {
        for (const EdgeId e : edges) {
          const NodeId other = network_.other_end(e, v);
          if (other < v && std::exchange(last[other], v.value) != v.value) ++pairs;
        }
      }
    }
    return pairs;
  }

  // Two algorithms must agree on the least value.
  void collect_below() {
    PerNode<bool> has_children(network_.node_count(), false);
    Rational least = tree_->value[NodeId{0}];
    for (const NodeId v : network_.hidden_nodes()) {
      has_children[tree_->parent[v]] = true;
      least = std::min(least, tree_->value[v]);
    }
    ensure(least == minimum_->value, "the least value of a cut tree is the minimum cut");
    for (const NodeId v : network_.hidden_nodes()) {
      if (!has_children[v] || tree_->value[v] == 0) continue;
      entries_.push_back({tree_->value[v], Kind::below, v.value});
    }
  }

  [[nodiscard]] std::vector<NodeId> nodes_of(const Entry& entry) const {
    if (entry.kind == Kind::floating) return floating_[entry.number];
    if (entry.kind == Kind::minimum) return minimum_->set;
    const NodeId v{entry.number};
    if (entry.kind == Kind::single) return {v};
    std::vector<NodeId> set = tree_->below(v);
    std::erase_if(set, [&](NodeId u) { return component_[u] != component_[v]; });
    return set;
  }

  void choose(const std::vector<NodeId>& set, Pruning& result) {
    const auto is_taken = [&](NodeId v) { return taken_[v]; };
    if (std::any_of(set.begin(), set.end(), is_taken)) return;
    for (const NodeId v : set) taken_[v] = true;
    result.chosen.push_back(result.candidates.size());
  }

  PruneCandidate examine(std::vector<NodeId> set, const Rational& weight) const {
    PerNode<bool> inside(network_.node_count(), false);
    PerNode<bool> outside(network_.node_count(), true);
    PruneCandidate candidate;
    for (const NodeId v : set) {
      inside[v] = true;
      outside[v] = false;
      candidate.balance += c_[v];
    }
    candidate.cut_weight = cut_weight(network_, x_, set);
    ensure(candidate.cut_weight == weight, "a ranked set has the cut weight it was ranked by");
    candidate.change_inside = balance_gap(network_, c_, inside).distance;
    candidate.change_outside = balance_gap(network_, c_, outside).distance;
    for (const EdgeId e : network_.edges()) {
      if (inside[network_.tail(e)] || inside[network_.head(e)]) {
        candidate.weights += network_.multiplicity(e);
      }
    }
    candidate.set = std::move(set);
    return candidate;
  }

  const BalanceNetwork& network_;
  const Flow& x_;
  const Balance& c_;
  PruneOptions options_;
  std::vector<std::vector<NodeId>> floating_;
  PerNode<std::uint32_t> component_;  // number in floating_, or joined to the ground
  PerNode<bool> taken_;               // in a chosen set
  std::vector<Entry> entries_;
  std::optional<CutTree> tree_;
  std::optional<MinimumCut> minimum_;
};

}  // namespace

Pruning rank_sub_networks(const BalanceNetwork& network, const Flow& x, const Balance& c,
                          PruneOptions options) {
  ensure(x.size() == network.edge_count() && c.size() == network.hidden_count(),
         "pruning ranks by weights and their balance");
  return Ranking(network, x, c, std::move(options)).run();
}

}  // namespace isthmus

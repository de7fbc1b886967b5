// All minimum cuts (Theory §4, distance; after Karzanov and Timofeev 1986).
//
// Problem. All sets U of hidden nodes whose cut has the least weight λ > 0: the sub-networks that
// attain the distance to the rank-deficient points. There can be |H|·(|H|+1)/2 of them (a ring).
//
// Idea. Contract pairs of nodes that no minimum cut separates (strong_pairs.hpp). Put the nodes
// that are left in breadth-first order t_1, t_2, … from the ground t_0; all are met, since λ > 0.
// Every U has a first node in this order. For each i a maximum flow from the ground to t_i tells
// the minimum cuts with t_i and without the earlier nodes, if its value is λ: sets that no residual
// arc enters.
//
// They form a chain. Let X and Y be two of them, both X∖Y and Y∖X not empty. Those are cuts as
// well, and δ(X∖Y) + δ(Y∖X) = δ(X) + δ(Y) − 2·w(X∩Y, outside X∪Y), where w is the weight between
// two sets. The left side is at least 2λ. But t_i in X∩Y has an edge to an earlier node, which is
// outside, so the right side is less than 2λ. Hence one set includes the other, and one search of
// the residual graph finds all of them (cut_chain.hpp): the sets are counted without being written
// out. A chain for t_i has at most |H|−i+1 members, which is the bound above.
//
// That each U is joined in itself by edges of positive weight, and its complement too: otherwise a
// piece of it would be cut off by less, since both pieces are cuts and the weights add up.
//
// Cost. At most |H| maximum flows of value at most λ+1 on the contracted graph, each with a search
// of O(V+E). The ground is node 0 there, which puts it first among the neighbours of every node: a
// path to it is found at once. Every set's weight is checked, in the contracted graph.
// Rejected: the cactus of all minimum cuts (Dinitz, Karzanov and Lomonosov), linear in size but not
// a list of sets; enumeration by Picard and Queyranne with branching, which needs no chain and more
// steps; merging the earlier nodes into the source, which copies the graph for each node.
#include "isthmus/flow/all_minimum_cuts.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "flow/cut_chain.hpp"
#include "flow/pair_cut.hpp"
#include "flow/scaled_cut_graph.hpp"
#include "flow/strong_pairs.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

bool small_first(const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// Collects sets up to the limits and counts all.
class Kept {
 public:
  Kept(MinimumCutLimits limits, MinimumCuts& cuts) : limits_(limits), cuts_(cuts) {}

  /// `members`: the hidden nodes of each node of the graph that `chain` is about.
  template <class N>
  void take(const flow::CutChain<N>& chain, const std::vector<std::vector<NodeId>>& members) {
    std::vector<NodeId> set;
    std::size_t done = 0;
    for (const std::size_t end : chain.ends()) {
      ++cuts_.count;
      if (full_) continue;
      for (; done < end; ++done) {
        const std::vector<NodeId>& more = members[chain.order()[done]];
        set.insert(set.end(), more.begin(), more.end());
      }
      keep(set);
    }
  }

 private:
  void keep(const std::vector<NodeId>& set) {
    full_ = cuts_.sets.size() >= limits_.sets ||
            (!cuts_.sets.empty() && nodes_ + set.size() > limits_.nodes);
    if (full_) return;
    nodes_ += set.size();
    cuts_.sets.push_back(set);
    std::sort(cuts_.sets.back().begin(), cuts_.sets.back().end());
  }

  MinimumCutLimits limits_;
  MinimumCuts& cuts_;
  std::size_t nodes_ = 0;
  bool full_ = false;
};

template <class N>
class Search {
 public:
  Search(const BalanceNetwork& network, flow::CutGraph<N> graph, const N& value)
      : value_(value),
        strong_(ground_first(std::move(graph)), N(value + N(1))),
        members_(strong_.graph().node_count()) {
    for (const NodeId v : network.hidden_nodes()) {
      members_[strong_.node_of(v.value + 1)].push_back(v);
    }
    put_in_order();
  }

  /// False if the budget ended first.
  bool run(Budget& budget, Kept& kept) const {
    flow::PairCut<N> cut(strong_.graph());
    flow::CutChain<N> chain(strong_.graph(), cut);
    if (!budget.spend(strong_.work())) return false;
    std::vector<std::uint32_t> earlier(1, ground);
    for (std::size_t i = 1; i < order_.size(); ++i) {
      const std::uint64_t before = cut.work() + chain.work();
      if (cut.separate(order_[i], ground, N(value_ + N(1))) == value_) {
        chain.find(order_[i], earlier);
        chain.check(value_);
        kept.take(chain, members_);
      }
      earlier.push_back(order_[i]);
      if (!budget.spend(cut.work() + chain.work() - before)) return i + 1 == order_.size();
    }
    return true;
  }

 private:
  static constexpr std::uint32_t ground = 0;  // its number after ground_first, also contracted

  static flow::CutGraph<N> ground_first(flow::CutGraph<N> graph) {
    const std::size_t nodes = graph.node_count();
    std::vector<std::uint32_t> label(nodes);
    std::iota(label.begin(), label.end(), 1U);
    label.back() = ground;
    return std::move(graph).contracted(label, nodes);
  }

  void put_in_order() {
    std::vector<bool> seen(strong_.graph().node_count(), false);
    seen[ground] = true;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      for (const auto& arc : strong_.graph().arcs(order_[i])) {
        if (seen[arc.target]) continue;
        seen[arc.target] = true;
        order_.push_back(arc.target);
      }
    }
    ensure(order_.size() == seen.size(), "a positive minimum cut leaves no node unjoined");
  }

  N value_;
  flow::StrongPairs<N> strong_;
  std::vector<std::vector<NodeId>> members_;
  std::vector<std::uint32_t> order_ = {ground};
};

}  // namespace

MinimumCuts all_minimum_cuts(const BalanceNetwork& network, const Flow& weights,
                             const Rational& value, Budget budget, MinimumCutLimits limits) {
  ensure(weights.size() == network.edge_count() && value > 0,
         "the minimum cuts to be listed have a weight and cut something");
  const flow::ScaledData scaled = flow::scale(weights.values());
  const Rational whole = value * Rational(scaled.denominator);
  ensure(denominator_of(whole) == 1, "a minimum cut is a sum of weights");
  return flow::with_smallest_numbers([&]<class N>() {
    flow::require_room<N>(scaled.values);
    MinimumCuts cuts{value, 0, {}, ""};
    Kept kept(limits, cuts);
    const Search<N> search(network, flow::scaled_cut_graph<N>(network, scaled.values),
                           flow::from_integer<N>(numerator_of(whole)));
    if (!search.run(budget, kept)) cuts.stopped = budget.reason();
    ensure(cuts.count > 0 || !cuts.complete(), "a minimum cut is among all of them");
    std::sort(cuts.sets.begin(), cuts.sets.end(), small_first);
    return cuts;
  });
}

}  // namespace isthmus

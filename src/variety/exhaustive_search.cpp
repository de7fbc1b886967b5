// The proof that a list of detachable sets is complete (Theory §4, existence).
//
// Problem. Show that no floating component is missing, in steps that a checker can follow without
// searching. (The fast search of detachable.cpp prunes by sums and signs that leave no such trace.)
//
// Idea. Decide node by node whether it is inside the floating component W or outside. Wherever W
// floats, the edges between decided insiders and outsiders (the ground among them) vanish. If the
// laws have no solution without these edges, Hoffman's cut is a leaf. Otherwise branch on a
// neighbour of the insiders; when they have none left, W can only be the insiders I themselves:
// either I is on the list, or the residual graph inside I is not strongly connected, and the set S
// that a node reaches in it has no edge out and c(S) = 0, so that all edges between S and the rest
// of I vanish and I does not hang together.
//
// Cost. One feasibility flow O(V + E) a step; the number of steps is exponential at worst, at most
// twice the number of connected sets with their neighbourhoods.
#include <algorithm>
#include <map>

#include "flow/walks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/variety/strata_evidence.hpp"

namespace isthmus {
namespace {

enum class Side : std::uint8_t { undecided, inside, outside };
using State = PerNode<Side>;  // the ground is outside

class Search {
 public:
  Search(const BalanceNetwork& network, const Balance& c,
         const std::vector<std::vector<NodeId>>& sets)
      : network_(network), c_(c) {
    for (std::size_t i = 0; i < sets.size(); ++i) index_[sets[i]] = i;
  }

  std::optional<std::vector<SearchStep>> run(std::size_t limit) {
    pending_.emplace_back(network_.node_count(), Side::undecided);
    pending_.back()[network_.ground()] = Side::outside;
    while (!pending_.empty()) {
      // Every pending state costs at least one more step.
      if (steps_.size() + pending_.size() > limit) return std::nullopt;
      const State state = std::move(pending_.back());
      pending_.pop_back();
      steps_.push_back(step(state));
    }
    return std::move(steps_);
  }

 private:
  SearchStep step(const State& state) {
    const BalanceNetwork rest = without_vanishing(state);
    const Feasibility feasibility = feasible_flow(rest, c_);
    if (!feasibility.feasible()) return cut(feasibility.violated_set);
    const std::vector<NodeId> inside = insiders(state);
    if (const auto v = next_node(state, inside)) return branch(state, *v);
    if (inside.empty()) return SearchNone{};
    const auto found = index_.find(inside);
    if (found != index_.end()) return SearchFound{found->second};
    return split(rest, *feasibility.flow, state, inside);
  }

  [[nodiscard]] BalanceNetwork without_vanishing(const State& state) const {
    std::vector<Arc> arcs;
    for (const EdgeId e : network_.edges()) {
      const Side tail = state[network_.tail(e)];
      const Side head = state[network_.head(e)];
      const bool vanishes = (tail == Side::inside && head == Side::outside) ||
                            (tail == Side::outside && head == Side::inside);
      if (!vanishes) {
        arcs.push_back({network_.tail(e), network_.head(e), network_.multiplicity(e)});
      }
    }
    return {network_.hidden_count(), std::move(arcs)};
  }

  [[nodiscard]] SearchCut cut(std::vector<NodeId> set) const {
    Rational sum = 0;
    for (const NodeId v : set) sum += c_[v];
    return {sum > 0 ? CutKind::in : CutKind::out, std::move(set)};
  }

  [[nodiscard]] std::vector<NodeId> insiders(const State& state) const {
    std::vector<NodeId> inside;
    for (const NodeId v : network_.hidden_nodes()) {
      if (state[v] == Side::inside) inside.push_back(v);
    }
    return inside;
  }

  // The next node to decide: of the neighbours of the insiders the one with the largest part of its
  // edges decided, so that few choices are left until a cut appears; any node while there is no
  // insider.
  [[nodiscard]] std::optional<NodeId> next_node(const State& state,
                                                const std::vector<NodeId>& inside) const {
    std::optional<NodeId> best;
    std::size_t best_open = 0;
    for (const NodeId v : network_.hidden_nodes()) {
      if (state[v] != Side::undecided) continue;
      if (inside.empty()) return v;
      const auto [open, joined] = neighbours(state, v);
      if (joined && (!best || open < best_open)) {
        best = v;
        best_open = open;
      }
    }
    return best;
  }

  // How many edges of v lead to undecided nodes, and whether one leads to an insider.
  [[nodiscard]] std::pair<std::size_t, bool> neighbours(const State& state, NodeId v) const {
    std::pair<std::size_t, bool> result{0, false};
    for (const auto edges : {network_.out_edges(v), network_.in_edges(v)}) {
      for (const EdgeId e : edges) {
        const Side other = state[network_.other_end(e, v)];
        if (other == Side::undecided) ++result.first;
        if (other == Side::inside) result.second = true;
      }
    }
    return result;
  }

  SearchBranch branch(const State& state, NodeId v) {
    pending_.push_back(state);
    pending_.back()[v] = Side::outside;
    pending_.push_back(state);
    pending_.back()[v] = Side::inside;
    return {v};
  }

  // `rest` has no edge between I and the others, so a residual walk from I stays there. From a node
  // that few nodes are reached from, such a walk may meet all of I; from some node it does not.
  static SearchSplit split(const BalanceNetwork& rest, const Flow& x, const State& state,
                           const std::vector<NodeId>& inside) {
    for (const NodeId start : inside) {
      std::vector<NodeId> reached = flow::residual_reach(rest, x, start, flow::Direction::forward);
      const bool stays = std::all_of(reached.begin(), reached.end(),
                                     [&](NodeId v) { return state[v] == Side::inside; });
      ensure(stays, "no edge leads out of a closed state");
      if (reached.size() == inside.size()) continue;
      return {reached, {SearchCut{CutKind::out, reached}}};
    }
    ensure(false, "every detachable set is on the list");
    return {};
  }

  const BalanceNetwork& network_;
  const Balance& c_;
  std::map<std::vector<NodeId>, std::size_t> index_;  // of the listed sets
  std::vector<State> pending_;                        // the next state last
  std::vector<SearchStep> steps_;
};

}  // namespace

std::optional<std::vector<SearchStep>> exhaustive_search(
    const BalanceNetwork& network, const Balance& c, const std::vector<std::vector<NodeId>>& sets,
    std::size_t limit) {
  return Search(network, c, sets).run(limit);
}

}  // namespace isthmus

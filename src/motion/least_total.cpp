// Problem. Minimise f(k) = Σ x_e · 4^(k_head − k_tail) over whole numbers k, 0 at the ground. Over
// real k the minimum is attained exactly at the balance c = 0, if every x_e > 0 lies on a walk from
// ground to ground, since ∂f/∂k_v is a multiple of the balance of v.
//
// Idea. f is a sum of convex functions of differences of k. Such functions are L♮-convex (Murota,
// Discrete Convex Analysis, 2003): if no set U makes f smaller when k grows by 1 on U, or falls by
// 1 on U, then k is a minimum over all whole numbers. With x' the squares at k, growing costs
// 3x'(δ_in U) − ¾ x'(δ_out U), so no U grows with profit exactly if x'(δ_out U) <= 4x'(δ_in U) for
// all U, and none falls if x'(δ_in U) <= 4x'(δ_out U). By Hoffman's theorem both hold together
// exactly if some circulation z has x' <= z <= 4x'. That is a flow problem, whose violated set is a
// U to move.
//
// First single nodes are moved until none improves f, which usually is the minimum already; then
// sets as long as the flow problem has no solution. The capacities 3x' of z − x' become nodes: y_e
// enters a node of balance 3x_e from the tail of e, and what is missing to 3x_e enters it from the
// head (so that feasible_flow() need not know capacities).
//
// Invariant: f falls with every move, and only finitely many k have a smaller f where nodes lie on
// walks from ground to ground; others are left alone.
//
// Rejected: minimising over real k and rounding: not the minimum, and no certificate.
#include "motion/least_total.hpp"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "flow/walks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "motion/powers.hpp"
#include "motion/rescaled_flow.hpp"

namespace isthmus::motion {
namespace {

constexpr std::size_t steps_for_flows = 3'000'000;  // edges, counted for each flow

BalanceNetwork support_of(const BalanceNetwork& network, const Flow& x) {
  std::vector<Arc> arcs;
  for (const EdgeId e : network.edges()) {
    if (x[e] != 0) arcs.push_back({network.tail(e), network.head(e), network.multiplicity(e)});
  }
  return {network.hidden_count(), std::move(arcs)};
}

class Descent {
 public:
  Descent(const BalanceNetwork& network, const Flow& x, const PerNode<bool>& held)
      : network_(network), flow_(network, x), free_(network.node_count(), false) {
    const BalanceNetwork support = support_of(network, x);
    const auto from = flow::walk(support, network.ground(), flow::Direction::forward).reached;
    const auto to = flow::walk(support, network.ground(), flow::Direction::backward).reached;
    for (const NodeId v : network.hidden_nodes()) {
      const bool used = !support.in_edges(v).empty() || !support.out_edges(v).empty();
      const bool live = from[v] && to[v];
      free_[v] = live && !held[v];
      any_dead_ = any_dead_ || (used && !live);
      any_held_ = any_held_ || (live && held[v]);
    }
  }

  LeastTotal run(std::size_t most_edges) {
    settle();
    if (network_.edge_count() > most_edges) {
      return {flow_.exponents(), "sets of neurons were not looked at"};
    }
    std::size_t flows = 1 + steps_for_flows / (network_.edge_count() + 1);
    while (flows > 0 && move_a_set()) settle(), --flows;
    return {flow_.exponents(), flows > 0 ? exceptions() : "not all sets of neurons were looked at"};
  }

 private:
  [[nodiscard]] std::string exceptions() const {
    if (any_held_) return "some neurons were left alone, since their number type has no room";
    if (any_dead_) return "neurons at dead ends were left alone";
    return "";
  }

  // Moves single nodes until none of them improves f.
  void settle() {
    std::deque<NodeId> queue;
    PerNode<bool> queued(network_.node_count(), false);
    const auto push = [&](NodeId v) {
      if (!free_[v] || queued[v]) return;
      queued[v] = true;
      queue.push_back(v);
    };
    for (const NodeId v : network_.hidden_nodes()) push(v);
    while (!queue.empty()) {
      const NodeId v = queue.front();
      queue.pop_front();
      queued[v] = false;
      if (!move({v})) continue;
      for (const EdgeId e : network_.in_edges(v)) push(network_.tail(e));
      for (const EdgeId e : network_.out_edges(v)) push(network_.head(e));
    }
  }

  bool move(const std::vector<NodeId>& set) {
    const Boundary cut = flow_.boundary(set);
    const std::int64_t t = best_shift(cut.in, cut.out);
    if (t != 0) flow_.shift(set, t);
    return t != 0;
  }

  // False if there is a circulation between x' and 4x', which proves the minimum.
  bool move_a_set() {
    const CapacityNetwork gadget = capacity_network();
    const Feasibility answer = feasible_flow(gadget.network, gadget.balance);
    if (answer.feasible()) return false;
    std::vector<NodeId> set;
    for (const NodeId v : answer.violated_set) {
      if (v.value < gadget.node.size()) set.push_back(gadget.node[v.value]);
    }
    const bool moved = move(set);
    ensure(moved, "a set that violates Hoffman's condition improves the sum");
    return moved;
  }

  struct CapacityNetwork {
    BalanceNetwork network;
    Balance balance;
    std::vector<NodeId> node;  // the free nodes; what follows them are edges
  };

  [[nodiscard]] CapacityNetwork capacity_network() const {
    std::vector<NodeId> node;
    PerNode<std::uint32_t> number(network_.node_count(), 0);
    for (const NodeId v : network_.hidden_nodes()) {
      if (!free_[v]) continue;
      number[v] = static_cast<std::uint32_t>(node.size());
      node.push_back(v);
    }
    std::vector<EdgeId> edges;
    for (const EdgeId e : network_.edges()) {
      const bool loop = network_.is_loop(e);
      const bool at_free = free_[network_.tail(e)] || free_[network_.head(e)];
      if (!loop && at_free && flow_.x()[e] != 0) edges.push_back(e);
    }
    const auto hidden = static_cast<std::uint32_t>(node.size() + edges.size());
    const auto end = [&](NodeId v) { return NodeId{free_[v] ? number[v] : hidden}; };
    std::vector<Arc> arcs;
    Balance balance(hidden);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
      const NodeId tail = end(network_.tail(edges[i]));
      const NodeId head = end(network_.head(edges[i]));
      const NodeId middle{static_cast<std::uint32_t>(node.size()) + i};
      const Rational& x = flow_.x()[edges[i]];
      arcs.push_back({tail, middle});
      arcs.push_back({head, middle});
      balance[middle] = 3 * x;
      // B y = −B x, and y_e = 3x_e − (what goes from the head into the middle).
      if (tail.value != hidden) balance[tail] += x;
      if (head.value != hidden) balance[head] -= 4 * x;
    }
    return {BalanceNetwork(hidden, std::move(arcs)), std::move(balance), std::move(node)};
  }

  const BalanceNetwork& network_;
  RescaledFlow flow_;
  PerNode<bool> free_;
  bool any_dead_ = false;
  bool any_held_ = false;
};

}  // namespace

std::int64_t best_shift(const Rational& in, const Rational& out) {
  if (out > 4 * in) return ceil_log16(out / (4 * in));
  if (in > 4 * out) return -ceil_log16(in / (4 * out));
  return 0;
}

LeastTotal least_total(const BalanceNetwork& network, const Flow& x, const PerNode<bool>& held,
                       std::size_t most_edges) {
  return Descent(network, x, held).run(most_edges);
}

}  // namespace isthmus::motion

// Global minimum cut by contraction (Nagamochi, Ono and Ibaraki 1994; Padberg and Rinaldi 1990).
//
// Problem. A connected undirected graph with positive weights; a proper nonempty node set with the
// least total weight of the edges that leave it.
//
// Idea. Keep the best cut seen, of value `bound`, and contract pairs of nodes that no cheaper cut
// separates, until one node is left. Three rules find such pairs:
//  1. Maximum-adjacency order. Scan the nodes, always one with the largest weight r(v) towards the
//     scanned ones. When u is scanned, an edge uv with r(v) + w(uv) >= bound joins nodes that are
//     connected at least that strongly. A node that reaches the bound is as good as any other that
//     does, so those wait in a plain queue and only the rest needs a heap.
//  2. Twins. Two nodes with Σ_x min(w(ux), w(vx)) + w(uv) >= bound are joined that strongly by the
//     paths through their common neighbours. Tried for a few pairs a node, and only when rule 1
//     made little progress: on narrow deep networks with equal weights it alone would contract one
//     pair a round.
//  3. Heavy edges. If w(uv) is at least half of u's degree, moving u to v's side makes no cut
//     worse; only the cut around u would vanish, and that one is not below the bound. Shortens
//     chains to nothing, whatever their weights.
//
// Invariant. If the original graph has a cut of value < bound, so has the contracted one. No such
// cut separates a pair of rules 1 and 2. For rule 3 let every u point to its v: these pointers form
// trees (a longer circle of them has equal weights and is the whole graph, whose degrees are then
// the minimum). From the roots outwards, move each u to the side of its v: the cut stays below the
// bound, and pairs joined earlier stay together.
//
// Progress. The last node of the order has r = degree >= bound, so each round contracts a pair.
// O(V·(E + V log V)) at worst, linear memory; a handful of rounds in practice.
//
// Rejected. Stoer and Wagner contract one pair a round always; Hao and Orlin need a flow with
// current labels over the whole graph and do not profit from a good bound; Karger is not exact.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "flow/adjacency_queue.hpp"
#include "flow/cut_graph.hpp"
#include "isthmus/error.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::flow {

template <class N>
class ContractingCut {
 public:
  /// The graph must be connected and have at least two nodes.
  explicit ContractingCut(CutGraph<N> graph)
      : graph_(std::move(graph)), node_of_(graph_.node_count()) {
    std::iota(node_of_.begin(), node_of_.end(), 0U);
    take_best_degree(true);
  }

  void run() {
    while (graph_.node_count() > 1) round();
  }

  [[nodiscard]] const N& value() const { return bound_; }
  /// For every original node whether it is on the one side; which of the two is arbitrary.
  [[nodiscard]] const std::vector<bool>& side() const { return side_; }

 private:
  void round() {
    const std::size_t nodes = graph_.node_count();
    DisjointSets joined(nodes);
    const std::vector<std::uint32_t> order = scan(joined);
    ensure(joined.set_count() < nodes, "a round of the minimum cut contracts");
    if (joined.set_count() > nodes - nodes / 8) join_twins(joined);
    join_heavy(joined);
    if (best_prefix_ > 0) take_prefix(order);
    contract(joined);
    take_best_degree(false);
  }

  // --- Rule 1 ---

  std::vector<std::uint32_t> scan(DisjointSets& joined) {
    reach_.assign(graph_.node_count(), N(0));
    AdjacencyQueue<N> waiting(reach_);
    std::vector<std::uint32_t> order;
    prefix_cut_ = 0;
    best_prefix_ = 0;
    for (std::uint32_t u = 0;; u = waiting.pop()) {
      order.push_back(u);
      scan_node(u, waiting, joined);
      count_prefix(u, order.size());
      if (waiting.empty()) break;
    }
    ensure(order.size() == graph_.node_count(), "the graph of the minimum cut is connected");
    return order;
  }

  void scan_node(std::uint32_t u, AdjacencyQueue<N>& waiting, DisjointSets& joined) {
    waiting.settle(u);
    for (const auto& arc : graph_.arcs(u)) {
      const std::uint32_t v = arc.target;
      if (waiting.is_scanned(v)) continue;
      reach_[v] += graph_.weight(arc);
      const bool strong = reach_[v] >= bound_;
      if (strong) joined.join(u, v);
      waiting.raise(v, strong);
    }
  }

  // The scanned nodes against the rest are a cut too; the first prefix is a degree, already seen.
  void count_prefix(std::uint32_t u, std::size_t length) {
    prefix_cut_ += graph_.degree(u);
    prefix_cut_ -= reach_[u];
    prefix_cut_ -= reach_[u];
    if (length == graph_.node_count() || prefix_cut_ >= bound_) return;
    bound_ = prefix_cut_;
    best_prefix_ = length;
  }

  // --- Rule 2 ---

  static constexpr std::size_t hub = 64;

  // Tries each node with the other neighbours of its first few neighbours; nodes of
  // more than `hub` neighbours take no part, which keeps a pass linear.
  void join_twins(DisjointSets& joined) {
    constexpr std::size_t tries = 3;
    std::vector<const N*> to_u(graph_.node_count(), nullptr);
    for (std::uint32_t u = 0; u < graph_.node_count(); ++u) {
      const auto arcs = graph_.arcs(u);
      if (arcs.size() > hub) continue;
      for (const auto& arc : arcs) to_u[arc.target] = &graph_.weight(arc);
      for (std::size_t i = 0; i < std::min(tries, arcs.size()); ++i) {
        const auto around = graph_.arcs(arcs[i].target);
        if (around.size() > hub) continue;
        for (const auto& arc : around) try_twin(u, arc.target, to_u, joined);
      }
      for (const auto& arc : arcs) to_u[arc.target] = nullptr;
    }
  }

  void try_twin(std::uint32_t u, std::uint32_t v, const std::vector<const N*>& to_u,
                DisjointSets& joined) {
    if (v <= u || graph_.arcs(v).size() > hub || joined.find(u) == joined.find(v)) return;
    N common = to_u[v] ? *to_u[v] : N(0);
    for (const auto& arc : graph_.arcs(v)) {
      if (to_u[arc.target]) common += std::min(*to_u[arc.target], graph_.weight(arc));
    }
    if (common >= bound_) joined.join(u, v);
  }

  // --- Rule 3 ---

  void join_heavy(DisjointSets& joined) {
    for (std::uint32_t u = 0; u < graph_.node_count(); ++u) {
      for (const auto& arc : graph_.arcs(u)) {
        if (graph_.weight(arc) < graph_.degree(u) - graph_.weight(arc)) continue;
        joined.join(u, arc.target);
        break;
      }
    }
  }

  // --- Contraction and the best cut so far ---

  void contract(DisjointSets& joined) {
    const std::vector<std::uint32_t> label = joined.labels();
    for (std::uint32_t& node : node_of_) node = label[node];
    graph_ = std::move(graph_).contracted(label, joined.set_count());
  }

  void take_best_degree(bool first) {
    if (graph_.node_count() < 2) return;
    std::uint32_t best = 0;
    for (std::uint32_t v = 1; v < graph_.node_count(); ++v) {
      if (graph_.degree(v) < graph_.degree(best)) best = v;
    }
    if (!first && graph_.degree(best) >= bound_) return;
    bound_ = graph_.degree(best);
    side_.assign(node_of_.size(), false);
    for (std::size_t v = 0; v < side_.size(); ++v) side_[v] = node_of_[v] == best;
  }

  void take_prefix(const std::vector<std::uint32_t>& order) {
    std::vector<bool> in_prefix(graph_.node_count(), false);
    for (std::size_t i = 0; i < best_prefix_; ++i) in_prefix[order[i]] = true;
    for (std::size_t v = 0; v < side_.size(); ++v) side_[v] = in_prefix[node_of_[v]];
  }

  CutGraph<N> graph_;
  std::vector<std::uint32_t> node_of_;  // original node → node of graph_
  std::vector<N> reach_;                // r(v): weight towards the scanned nodes
  N bound_ = 0;
  N prefix_cut_ = 0;
  std::size_t best_prefix_ = 0;
  std::vector<bool> side_;
};

}  // namespace isthmus::flow

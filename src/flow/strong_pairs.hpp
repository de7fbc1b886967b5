// Contraction of the pairs of nodes that no minimum cut separates.
//
// In a maximum-adjacency order (Nagamochi and Ibaraki) an edge uv with r(v) + w(uv) >= b, where u
// is scanned and r(v) is the weight from v to the nodes scanned before, joins two nodes that no cut
// of less than b separates; a node that reaches b is as good as any other that does. With b just
// above the value of the minimum cuts, all of them survive and no others come up. Rounds go on
// while each takes away an eighth of the nodes, so all of them together cost O(E log V). What is
// left is often little more than the minimum cuts themselves.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "flow/adjacency_queue.hpp"
#include "flow/cut_graph.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::flow {

template <class N>
class StrongPairs {
 public:
  /// Contracts pairs that no cut of weight < `bound` separates. Requires a connected graph.
  StrongPairs(CutGraph<N> graph, const N& bound)
      : graph_(std::move(graph)), bound_(bound), node_of_(graph_.node_count()) {
    std::iota(node_of_.begin(), node_of_.end(), 0U);
    while (round()) continue;
  }

  [[nodiscard]] const CutGraph<N>& graph() const { return graph_; }
  /// The node that an original node has become a part of.
  [[nodiscard]] std::uint32_t node_of(std::uint32_t original) const { return node_of_[original]; }
  /// Arcs looked at.
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  bool round() {
    const std::size_t nodes = graph_.node_count();
    DisjointSets joined(nodes);
    scan(joined);
    work_ += 2 * graph_.edge_count();
    if (joined.set_count() == nodes) return false;
    const std::vector<std::uint32_t> label = joined.labels();
    for (std::uint32_t& node : node_of_) node = label[node];
    graph_ = std::move(graph_).contracted(label, joined.set_count());
    return joined.set_count() <= nodes - nodes / 8;
  }

  void scan(DisjointSets& joined) {
    std::vector<N> reach(graph_.node_count(), N(0));
    AdjacencyQueue<N> waiting(reach);
    for (std::uint32_t u = 0;; u = waiting.pop()) {
      waiting.settle(u);
      for (const auto& arc : graph_.arcs(u)) {
        const std::uint32_t v = arc.target;
        if (waiting.is_scanned(v)) continue;
        reach[v] += graph_.weight(arc);
        const bool strong = reach[v] >= bound_;
        if (strong) joined.join(u, v);
        waiting.raise(v, strong);
      }
      if (waiting.empty()) return;
    }
  }

  CutGraph<N> graph_;
  N bound_;
  std::vector<std::uint32_t> node_of_;
  std::uint64_t work_ = 0;
};

}  // namespace isthmus::flow

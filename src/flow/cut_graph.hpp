// The undirected graph that the minimum cut algorithm contracts round by round.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "flow/scaled.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::flow {

template <class N>
struct CutEdge {
  std::uint32_t a;
  std::uint32_t b;
  N weight;
};

/// Nodes 0 … node_count()-1, no loops, at most one edge between two nodes, weights > 0.
/// Edge weights are stored once; an arc names its target and its edge.
template <class N>
class CutGraph {
 public:
  struct Arc {
    std::uint32_t target;
    std::uint32_t edge;
  };

  /// Drops loops and adds up parallel edges. O(V + E). The sum of all weights must fit N.
  CutGraph(std::size_t nodes, std::vector<CutEdge<N>> edges) : edges_(std::move(edges)) {
    start_.assign(nodes + 1, 0);
    merge_parallels();
    index_arcs();
    add_up_degrees();
  }

  [[nodiscard]] std::size_t node_count() const noexcept { return start_.size() - 1; }
  [[nodiscard]] std::size_t edge_count() const noexcept { return edges_.size(); }
  [[nodiscard]] std::span<const Arc> arcs(std::uint32_t v) const {
    return {arcs_.data() + start_[v], arcs_.data() + start_[v + 1]};
  }
  [[nodiscard]] const N& weight(const Arc& arc) const { return edges_[arc.edge].weight; }
  /// Total weight at `v`: the value of the cut around it.
  [[nodiscard]] const N& degree(std::uint32_t v) const { return degree_[v]; }

  /// Replaces every node v by label[v] < `nodes`. O(V + E); the graph shrinks, memory is reused.
  [[nodiscard]] CutGraph contracted(const std::vector<std::uint32_t>& label, std::size_t nodes) && {
    for (CutEdge<N>& edge : edges_) {
      edge.a = label[edge.a];
      edge.b = label[edge.b];
    }
    return CutGraph(nodes, std::move(edges_));
  }

 private:
  // Groups the edges by their smaller end (counting sort of positions), then adds up within each
  // group with one slot per other end.
  void merge_parallels() {
    constexpr auto none = std::numeric_limits<std::uint32_t>::max();
    const std::vector<std::uint32_t> order = sorted_by_smaller_end();
    std::vector<std::uint32_t> owner(node_count(), none);
    std::vector<std::uint32_t> slot(node_count(), none);
    std::vector<CutEdge<N>> merged;
    for (const std::uint32_t position : order) {
      CutEdge<N>& edge = edges_[position];
      if (owner[edge.b] == edge.a) {
        merged[slot[edge.b]].weight += edge.weight;
        continue;
      }
      owner[edge.b] = edge.a;
      slot[edge.b] = static_cast<std::uint32_t>(merged.size());
      merged.push_back(std::move(edge));
    }
    edges_ = std::move(merged);
  }

  std::vector<std::uint32_t> sorted_by_smaller_end() {
    std::vector<std::uint32_t> begin(node_count() + 1, 0);
    for (CutEdge<N>& edge : edges_) {
      if (edge.a > edge.b) std::swap(edge.a, edge.b);
      if (edge.a != edge.b) ++begin[edge.a + 1];
    }
    for (std::size_t v = 0; v < node_count(); ++v) begin[v + 1] += begin[v];
    std::vector<std::uint32_t> order(begin.back());
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (edges_[i].a != edges_[i].b) order[begin[edges_[i].a]++] = static_cast<std::uint32_t>(i);
    }
    return order;
  }

  void index_arcs() {
    for (const CutEdge<N>& edge : edges_) {
      ++start_[edge.a + 1];
      ++start_[edge.b + 1];
    }
    for (std::size_t v = 0; v < node_count(); ++v) start_[v + 1] += start_[v];
    arcs_.resize(start_.back());
    std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto edge = static_cast<std::uint32_t>(i);
      arcs_[next[edges_[i].a]++] = {edges_[i].b, edge};
      arcs_[next[edges_[i].b]++] = {edges_[i].a, edge};
    }
  }

  void add_up_degrees() {
    degree_.assign(node_count(), N(0));
    for (const CutEdge<N>& edge : edges_) {
      degree_[edge.a] += edge.weight;
      degree_[edge.b] += edge.weight;
    }
  }

  std::vector<CutEdge<N>> edges_;
  std::vector<std::size_t> start_;
  std::vector<Arc> arcs_;
  std::vector<N> degree_;
};

}  // namespace isthmus::flow

// The part of a network that unlocking has to look at.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::motion {

/// Some hidden nodes of a network, everything else contracted to the ground. The edges between a
/// node and the ground, if they are more than one, are one bundle, since none of them can be
/// locked.
struct CoreGraph {
  BalanceNetwork graph;
  Flow x;
  std::vector<NodeId> node;  ///< of the whole network, by hidden node here; increasing
  /// Of the whole network, by edge here; no_edge for bundles put together here.
  PerEdge<std::uint32_t> edge;

  static constexpr std::uint32_t no_edge = std::numeric_limits<std::uint32_t>::max();
};

/// Writes the part of marked nodes down. `sum_over` is called with a list of edges of the network
/// and gives the sum of their squares. Linear in the nodes and the edges at marked ones.
template <class SumOver>
class CoreBuilder {
 public:
  CoreBuilder(const BalanceNetwork& network, const PerNode<bool>& marked, const SumOver& sum_over)
      : network_(network), marked_(marked), sum_over_(sum_over), number_(network.node_count(), 0) {
    for (const NodeId v : network.hidden_nodes()) {
      if (!marked[v]) continue;
      number_[v] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back(v);
    }
  }

  CoreGraph build() {
    for (const NodeId v : nodes_) add_edges_into(v);
    for (const NodeId v : nodes_) add_edges_out_of(v);
    return {BalanceNetwork(nodes_.size(), std::move(arcs_)), Flow(std::move(x_)), std::move(nodes_),
            PerEdge<std::uint32_t>(std::move(edges_))};
  }

 private:
  [[nodiscard]] bool inside(NodeId v) const { return !network_.is_ground(v) && marked_[v]; }
  [[nodiscard]] NodeId number(NodeId v) const {
    return NodeId{inside(v) ? number_[v] : static_cast<std::uint32_t>(nodes_.size())};
  }

  void add_edges_into(NodeId v) {
    std::vector<EdgeId> outside;
    for (const EdgeId e : network_.in_edges(v)) {
      if (inside(network_.tail(e))) {
        add({e});
      } else {
        outside.push_back(e);
      }
    }
    add(outside);
  }

  void add_edges_out_of(NodeId v) {
    std::vector<EdgeId> outside;
    for (const EdgeId e : network_.out_edges(v)) {
      if (!inside(network_.head(e))) outside.push_back(e);
    }
    add(outside);
  }

  // One edge or bundle for these, which have the same ends here.
  void add(const std::vector<EdgeId>& edges) {
    if (edges.empty()) return;
    std::uint64_t multiplicity = 0;
    for (const EdgeId e : edges) multiplicity += network_.multiplicity(e);
    const EdgeId first = edges.front();
    arcs_.push_back({number(network_.tail(first)), number(network_.head(first)), multiplicity});
    edges_.push_back(edges.size() == 1 ? first.value : CoreGraph::no_edge);
    x_.push_back(sum_over_(std::span<const EdgeId>(edges)));
  }

  const BalanceNetwork& network_;
  const PerNode<bool>& marked_;
  const SumOver& sum_over_;
  PerNode<std::uint32_t> number_;
  std::vector<NodeId> nodes_;
  std::vector<Arc> arcs_;
  std::vector<std::uint32_t> edges_;
  std::vector<Rational> x_;
};

/// The nodes that unlocking may have to move: those that cuts of one edge can hold, and the hidden
/// ends of these edges. Moving others changes no lock that these cannot open as well, apart from
/// remainders. Near-linear.
[[nodiscard]] PerNode<bool> nodes_at_cuts(const BalanceNetwork& network);

}  // namespace isthmus::motion

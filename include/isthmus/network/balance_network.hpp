// The graph behind every algorithm: hidden nodes, one ground node, bundles of trainable edges.
//
// Theory §1: G/⏚, the network with its inputs, outputs and everything tied to them by fixed edges
// contracted to the single node ⏚. Stored in compressed sparse rows, both directions.
// May contain directed cycles, self-loops, parallel edges and isolated nodes; nothing here or
// above assumes otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/ids.hpp"

namespace isthmus {

/// One bundle: `multiplicity` parallel edges tail → head.
struct Arc {
  NodeId tail;
  NodeId head;
  std::uint64_t multiplicity = 1;
};

class BalanceNetwork {
 public:
  /// `arcs[i]` becomes EdgeId{i}; node values up to and including `hidden_count` (the ground).
  /// Throws Error (bad_input) on an end out of range or a multiplicity of 0. O(V + E).
  BalanceNetwork(std::size_t hidden_count, std::vector<Arc> arcs);

  [[nodiscard]] std::size_t hidden_count() const noexcept { return hidden_count_; }
  /// Hidden nodes and the ground.
  [[nodiscard]] std::size_t node_count() const noexcept { return hidden_count_ + 1; }
  [[nodiscard]] NodeId ground() const noexcept {
    return NodeId{static_cast<std::uint32_t>(hidden_count_)};
  }
  [[nodiscard]] bool is_ground(NodeId v) const noexcept { return v == ground(); }

  /// Number of bundles.
  [[nodiscard]] std::size_t edge_count() const noexcept { return arcs_.size(); }
  /// Number of weights: the bundles counted with multiplicity, loops included.
  [[nodiscard]] std::uint64_t weight_count() const noexcept { return weight_count_; }

  [[nodiscard]] NodeId tail(EdgeId e) const { return arcs_[e.value].tail; }
  [[nodiscard]] NodeId head(EdgeId e) const { return arcs_[e.value].head; }
  [[nodiscard]] std::uint64_t multiplicity(EdgeId e) const { return arcs_[e.value].multiplicity; }
  /// Both ends equal (two ground nodes count as one): no law sees such an edge.
  [[nodiscard]] bool is_loop(EdgeId e) const { return tail(e) == head(e); }
  /// The end of `e` that is not `v`. Requires that v is an end of e.
  [[nodiscard]] NodeId other_end(EdgeId e, NodeId v) const {
    return tail(e) == v ? head(e) : tail(e);
  }

  /// Edges out of / into `v` in increasing order, loops left out.
  [[nodiscard]] std::span<const EdgeId> out_edges(NodeId v) const;
  [[nodiscard]] std::span<const EdgeId> in_edges(NodeId v) const;

  [[nodiscard]] IdRange<NodeId> hidden_nodes() const { return IdRange<NodeId>(hidden_count_); }
  [[nodiscard]] IdRange<NodeId> nodes() const { return IdRange<NodeId>(node_count()); }
  [[nodiscard]] IdRange<EdgeId> edges() const { return IdRange<EdgeId>(edge_count()); }

  /// The same network with every edge turned round. Its law is the negated one: P(c) of this
  /// network is P(−c) of the reversed one, edge by edge.
  [[nodiscard]] BalanceNetwork reversed() const;

 private:
  std::size_t hidden_count_;
  std::uint64_t weight_count_ = 0;
  std::vector<Arc> arcs_;
  std::vector<std::uint32_t> out_start_, in_start_;
  std::vector<EdgeId> out_, in_;
};

/// True when every edge between hidden nodes leads from a lower to a higher number: then only the
/// ground closes directed cycles. O(E).
[[nodiscard]] bool is_increasing(const BalanceNetwork& network);

/// c_v for every hidden node, size hidden_count().
using Balance = PerNode<Rational>;
/// x_e for every edge, size edge_count(): a point of P(c) when x >= 0 and its balance is c.
/// For a bundle x_e is the sum over its members.
using Flow = PerEdge<Rational>;

/// Sum over the edges into v minus the sum over the edges out of v, for every hidden v.
[[nodiscard]] Balance balance_of(const BalanceNetwork& network, const Flow& x);

/// True when x >= 0 and balance_of(x) = c: the check behind every flow that is handed out.
[[nodiscard]] bool is_flow(const BalanceNetwork& network, const Balance& c, const Flow& x);

}  // namespace isthmus

// From a model to the graph that carries its laws, whole or as a sparse part that decides as much.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

/// Which bundles of the model become edges.
enum class ModelArcs {
  everything,
  /// Of every dense link only the bundles of two of its tails and of two of its heads, each time
  /// two that are not tied together if there are such. Linear in the nodes.
  skeleton
};

/// The contraction (theory §1.2) of a model: inputs, outputs and what is tied to them are the
/// ground, tied hidden nodes are one node, bundles of fixed links are no edges.
struct ModelGraph {
  BalanceNetwork graph;
  /// For every node of the model, its node in `graph`.
  std::vector<NodeId> node_of;
  /// The model nodes of all hidden nodes of `graph`, group by group, each increasing; hidden nodes
  /// are in the order of their first members. Those of v begin at member_start[v].
  std::vector<std::uint32_t> members, member_start;
  /// For every edge of `graph`, its number among the bundles of the model; increasing. With
  /// `everything` that is the number of the edge itself.
  PerEdge<std::uint32_t> bundle;

  [[nodiscard]] std::span<const std::uint32_t> members_of(NodeId v) const {
    return std::span(members).subspan(member_start[v.value],
                                      member_start[v.value + 1] - member_start[v.value]);
  }
};

/// Contracts a valid model. O(nodes + edges of the result) besides reading the fixed weights.
[[nodiscard]] ModelGraph model_graph(const Model& model, ModelArcs arcs);

/// The balance of every hidden node of `graph`: the sum of net[v] over its members, net having an
/// entry for every node of the model.
[[nodiscard]] Balance balance_of(const ModelGraph& graph, const std::vector<Rational>& net);

/// The skeleton together with all edges into the nodes marked in `in` and all edges out of those
/// marked in `out`. Takes over the nodes of `skeleton`, a graph of the same model.
[[nodiscard]] ModelGraph completed(const Model& model, ModelGraph skeleton, const PerNode<bool>& in,
                                   const PerNode<bool>& out);

}  // namespace isthmus

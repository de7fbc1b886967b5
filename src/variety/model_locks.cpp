// Locks of models (Theory §3, skeletons).
//
// Problem. A dense layer of ten million weights needs ten million edges in a graph, though nearly
// every one of them is bypassed by two others.
//
// Idea. Take a skeleton S of the graph G (network/model_graph), and add to it all edges of G into
// the nodes that cuts of kind in can hold as far as S knows (its regions of kind in and what the
// ground does not reach in S), those out of the nodes that cuts of kind out can hold, and all other
// edges at nodes that miss the ground. Call that S'.
//
// What the ground reaches in S, it reaches in G. Conversely let w be missed in S and reached in G:
// the last node reached in S on a walk to w is followed by nodes whose edges in are all in S', so
// S' reaches w. So the same nodes miss the ground in S' and in G. A node that a bottleneck
// separates from the ground in G is separated by it or missed in S; so every cut of kind in of G
// lies where all edges into its nodes are in S': e has the same cuts, hence the same minimum, and
// P(c) is empty for the same sets. Kind out likewise.
//
// An edge u→v outside S' joins nodes on walks from ground to ground, and u leaves for the ground
// and v is reached from it in S without e: it is no bottleneck, is positive somewhere in P(c) (on
// the circuit u → v → ⏚ → u), and joins nodes that edges of S' that are positive somewhere join
// already. So dimension and regular part are those of S' but for the count of weights.
//
// Rejected: an implicit graph that enumerates the edges of dense links on demand; every algorithm
// would run over all of them all the same.
#include "isthmus/variety/model_locks.hpp"

#include <tuple>
#include <utility>

#include "flow/both_at_once.hpp"
#include "flow/regions.hpp"
#include "isthmus/error.hpp"
#include "isthmus/network/blocks.hpp"
#include "isthmus/variety/regular_part.hpp"

namespace isthmus {
namespace {

void mark(PerNode<bool>& marks, const std::vector<NodeId>& nodes) {
  for (const NodeId v : nodes) marks[v] = true;
}

// S' as above, or the whole graph.
ModelGraph deciding_part(const Model& model, ModelArcs arcs) {
  ModelGraph part = model_graph(model, arcs);
  if (part.graph.edge_count() == bundle_count(model)) return part;
  const bool increasing = is_increasing(part.graph);
  const auto in = flow::find_regions(part.graph, flow::Direction::forward, increasing);
  const auto out = flow::find_regions(part.graph, flow::Direction::backward, increasing);
  if (in.nodes.empty() && out.nodes.empty()) return part;
  PerNode<bool> into(part.graph.node_count(), false), out_of(part.graph.node_count(), false);
  mark(into, in.nodes);
  mark(into, out.missed);
  mark(out_of, out.nodes);
  mark(out_of, in.missed);
  return completed(model, std::move(part), into, out_of);
}

// The sum over every group of tied nodes; nothing if one does not fit.
std::optional<DyadicVector> sums_over_groups(const ModelGraph& part, const DyadicVector& net) {
  DyadicVector sums{net.halvings, std::vector<Int256>(part.graph.hidden_count())};
  for (const NodeId v : part.graph.hidden_nodes()) {
    for (const std::uint32_t member : part.members_of(v)) {
      if (add_overflows(sums.values[v.value], net.values[member])) return std::nullopt;
    }
  }
  return sums;
}

ModelLocks describe(const Model& model, const ModelLocksOptions& options) {
  ModelLocks locks(deciding_part(model, options.arcs));
  locks.bundles = bundle_count(model);
  locks.weights = weight_count(model);
  const BalanceNetwork& graph = locks.part.graph;
  std::tie(locks.blocks, locks.bypass) = flow::both_at_once(
      [&] { return options.count_blocks ? std::optional(block_count(graph)) : std::nullopt; },
      [&] { return options.bypass ? bypass_trees(graph) : Bypass(); });
  return locks;
}

void answer(ModelLocks& locks, EdgeVerdicts verdicts) {
  const BalanceNetwork& graph = locks.part.graph;
  locks.violated_set = std::move(verdicts.violated_set);
  if (locks.empty()) return;
  locks.minima = std::move(verdicts.minima);
  locks.always_zero = std::move(verdicts.always_zero);
  if (verdicts.no_dead_ends) {  // strictly positive and connected, so nothing need be looked at
    locks.dimension = locks.weights - graph.hidden_count();
    locks.regular_log2 = locks.minima.locked.size() + locks.minima.weakly_locked.size();
    return;
  }
  PerEdge<bool> support(graph.edge_count(), true);
  for (const EdgeId e : locks.always_zero) support[e] = false;
  locks.dimension = dimension(graph, support) + (locks.weights - graph.weight_count());
  locks.regular_log2 = regular_components_log2(graph, support, locks.minima);
}

}  // namespace

ModelLocks model_locks(const Model& model, const DyadicVector& net,
                       const ModelLocksOptions& options) {
  ensure(net.values.size() == node_count(model), "a model has one sum for each node");
  ModelLocks locks = describe(model, options);
  if (const auto c = sums_over_groups(locks.part, net)) {
    answer(locks, edge_verdicts(locks.part.graph, *c));
  } else {
    answer(locks, edge_verdicts(locks.part.graph, balance_of(locks.part, to_rationals(net))));
  }
  return locks;
}

ModelLocks model_locks(const Model& model, const std::vector<Rational>& net,
                       const ModelLocksOptions& options) {
  if (const auto dyadic = to_dyadic(net)) return model_locks(model, *dyadic, options);
  ensure(net.size() == node_count(model), "a model has one sum for each node");
  ModelLocks locks = describe(model, options);
  answer(locks, edge_verdicts(locks.part.graph, balance_of(locks.part, net)));
  return locks;
}

}  // namespace isthmus

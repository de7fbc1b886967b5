// Locks of models (Theory §3, skeletons).
//
// Problem. A dense layer of ten million weights needs ten million edges in a graph, though nearly
// every one of them is bypassed by two others.
//
// Idea. Take a skeleton S of the graph G (network/model_graph). If S joins every hidden node to the
// ground both ways, an edge u→v outside S has the walk u → ⏚ → v in S around it: it is no
// bottleneck. Every bottleneck of G is one of S, and its region in G lies in its region in S. Add
// to S all edges of G into the regions of kind in and out of the regions of kind out: in that part
// S' a set inside a region has the same edges in (out) as in G, so e has the same cuts and the same
// minimum, and is weakly locked in both or in neither. Then P(c) has a strictly positive point and
// G/⏚ is connected, which gives the dimension and the regular part without looking.
// If S misses that, for one dead neuron say, the whole graph is taken.
//
// Rejected: an implicit graph that enumerates the edges of dense links on demand; every algorithm
// would run over all of them all the same.
#include "isthmus/variety/model_locks.hpp"

#include <tuple>
#include <utility>

#include "flow/both_at_once.hpp"
#include "flow/regions.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/network/blocks.hpp"
#include "isthmus/variety/regular_part.hpp"

namespace isthmus {
namespace {

PerNode<bool> marked(const BalanceNetwork& network, const std::vector<NodeId>& nodes) {
  PerNode<bool> marks(network.node_count(), false);
  for (const NodeId v : nodes) marks[v] = true;
  return marks;
}

// S' as above, or the whole graph.
ModelGraph deciding_part(const Model& model, ModelArcs arcs) {
  ModelGraph part = model_graph(model, arcs);
  if (part.graph.edge_count() == bundle_count(model)) return part;
  const bool increasing = is_increasing(part.graph);
  const auto in = flow::find_regions(part.graph, flow::Direction::forward, increasing);
  const auto out = flow::find_regions(part.graph, flow::Direction::backward, increasing);
  if (!in || !out) return model_graph(model, ModelArcs::everything);
  if (in->nodes.empty() && out->nodes.empty()) return part;
  const PerNode<bool> in_marks = marked(part.graph, in->nodes);
  const PerNode<bool> out_marks = marked(part.graph, out->nodes);
  return completed(model, std::move(part), in_marks, out_marks);
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

// Every hidden node lies on a walk from ground to ground.
void answer(ModelLocks& locks, EdgeMinima minima) {
  locks.minima = std::move(minima);
  locks.dimension = locks.weights - locks.part.graph.hidden_count();
  locks.regular_log2 = locks.minima.locked.size() + locks.minima.weakly_locked.size();
}

// By a flow. A proper part is there only if every hidden node lies on a walk from ground to ground.
void answer_with_flow(ModelLocks& locks, const Balance& c) {
  const BalanceNetwork& graph = locks.part.graph;
  Feasibility feasibility = feasible_flow(graph, c);
  if (!feasibility.feasible()) {
    locks.violated_set = std::move(feasibility.violated_set);
    return;
  }
  EdgeMinima minima = edge_minima(graph, c, *feasibility.flow);
  if (graph.edge_count() < locks.bundles) return answer(locks, std::move(minima));
  locks.minima = std::move(minima);
  const PerEdge<bool> support = maximal_support(graph, *feasibility.flow);
  locks.dimension = dimension(graph, support);
  locks.regular_log2 = regular_components_log2(graph, support, locks.minima);
  for (const EdgeId e : graph.edges()) {
    if (!support[e]) locks.always_zero.push_back(e);
  }
}

}  // namespace

ModelLocks model_locks(const Model& model, const DyadicVector& net,
                       const ModelLocksOptions& options) {
  ensure(net.values.size() == node_count(model), "a model has one sum for each node");
  ModelLocks locks = describe(model, options);
  if (const auto c = sums_over_groups(locks.part, net)) {
    if (auto minima = edge_minima(locks.part.graph, *c)) {
      answer(locks, std::move(*minima));
      return locks;
    }
  }
  answer_with_flow(locks, balance_of(locks.part, to_rationals(net)));
  return locks;
}

ModelLocks model_locks(const Model& model, const std::vector<Rational>& net,
                       const ModelLocksOptions& options) {
  if (const auto dyadic = to_dyadic(net)) return model_locks(model, *dyadic, options);
  ensure(net.size() == node_count(model), "a model has one sum for each node");
  ModelLocks locks = describe(model, options);
  answer_with_flow(locks, balance_of(locks.part, net));
  return locks;
}

}  // namespace isthmus

// Bottleneck edges (Theory §3, “where locks can be”).
//
// Kind out, e = (u→v): u reaches neither ⏚ nor v without e. If u reaches the ground, it does so
// through e only (flow/regions); else v does not reach it either (flow/dead_ends). Kind in is the
// same with all edges turned round.
#include "isthmus/flow/bottleneck.hpp"

#include "flow/dead_ends.hpp"
#include "flow/regions.hpp"
#include "flow/walks.hpp"

namespace isthmus {
namespace {

template <class Mark>
void for_each_bottleneck(const BalanceNetwork& network, flow::Direction direction, Mark&& mark) {
  const auto regions = flow::find_regions(network, direction, is_increasing(network));
  for (const EdgeId e : regions.bottlenecks) mark(e);
  for (const EdgeId e : flow::dead_end_bottlenecks(network, direction, regions.missed)) mark(e);
}

}  // namespace

std::vector<Bottleneck> bottleneck_edges(const BalanceNetwork& network) {
  PerEdge<Bottleneck> all(network.edge_count());
  for_each_bottleneck(network, flow::Direction::backward, [&](EdgeId e) { all[e].out = true; });
  for_each_bottleneck(network, flow::Direction::forward, [&](EdgeId e) { all[e].in = true; });
  std::vector<Bottleneck> edges;
  for (const EdgeId e : network.edges()) {
    if (all[e].in || all[e].out) edges.push_back({e, all[e].in, all[e].out});
  }
  return edges;
}

std::vector<NodeId> bottleneck_region(const BalanceNetwork& network, EdgeId e, CutKind kind) {
  const bool in = kind == CutKind::in;
  const auto direction = in ? flow::Direction::forward : flow::Direction::backward;
  const NodeId far_end = in ? network.tail(e) : network.head(e);
  const auto from_ground = flow::walk(network, network.ground(), direction, e);
  const auto from_end = flow::walk(network, far_end, direction, e);
  PerNode<bool> free(network.node_count(), false);
  for (const NodeId v : network.hidden_nodes()) {
    free[v] = !from_ground.reached[v] && !from_end.reached[v];
  }
  const NodeId near_end = in ? network.head(e) : network.tail(e);
  if (!free[near_end]) return {};
  return flow::joined_part(network, free, near_end);
}

}  // namespace isthmus

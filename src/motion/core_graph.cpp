#include "motion/core_graph.hpp"

#include "flow/regions.hpp"

namespace isthmus::motion {
namespace {

void mark(const BalanceNetwork& network, flow::Direction direction, PerNode<bool>& marked) {
  const flow::Regions regions = flow::find_regions(network, direction, is_increasing(network));
  for (const NodeId v : regions.nodes) marked[v] = true;
  for (const EdgeId e : regions.bottlenecks) {
    marked[network.tail(e)] = true;
    marked[network.head(e)] = true;
  }
}

}  // namespace

PerNode<bool> nodes_at_cuts(const BalanceNetwork& network) {
  PerNode<bool> marked(network.node_count(), false);
  mark(network, flow::Direction::forward, marked);
  mark(network, flow::Direction::backward, marked);
  marked[network.ground()] = false;
  return marked;
}

}  // namespace isthmus::motion

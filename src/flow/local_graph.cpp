#include "flow/local_graph.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "flow/dead_ends.hpp"

namespace isthmus::flow {
namespace {

class LocalBuilder {
 public:
  LocalBuilder(const BalanceNetwork& network, const Regions& regions, Direction direction)
      : network_(network),
        direction_(direction),
        count_(static_cast<std::uint32_t>(regions.nodes.size())),
        number_(network.node_count(), count_) {
    for (std::uint32_t i = 0; i < count_; ++i) number_[regions.nodes[i]] = i;
  }

  void add_edges(NodeId v) {
    first_.push_back(static_cast<std::uint32_t>(edges.size()));
    for (const EdgeId e : entrances(network_, v, direction_)) {
      const NodeId far_end = network_.other_end(e, v);
      arcs.push_back({number_of(v), number_of(far_end), network_.multiplicity(e)});
      edges.push_back(e);
    }
  }

  [[nodiscard]] NodeId number_of(NodeId v) const { return NodeId{number_[v]}; }

  // Requires that all edges have been added.
  [[nodiscard]] EdgeId number_of(EdgeId e) const {
    const NodeId v = direction_ == Direction::backward ? network_.tail(e) : network_.head(e);
    const auto begin = edges.begin() + first_[number_[v]];
    return EdgeId{static_cast<std::uint32_t>(std::find(begin, edges.end(), e) - edges.begin())};
  }

  std::vector<Arc> arcs;
  std::vector<EdgeId> edges;

 private:
  const BalanceNetwork& network_;
  Direction direction_;
  std::uint32_t count_;
  PerNode<std::uint32_t> number_;  // count_, the ground, outside the regions
  std::vector<std::uint32_t> first_;
};

}  // namespace

LocalGraph local_graph(const BalanceNetwork& network, Regions regions, Direction direction) {
  LocalBuilder builder(network, regions, direction);
  for (const NodeId v : regions.nodes) builder.add_edges(v);
  std::vector<OutBottleneck> bottlenecks;
  bottlenecks.reserve(regions.bottlenecks.size());
  for (const EdgeId e : regions.bottlenecks) bottlenecks.push_back({builder.number_of(e), true});
  for (const EdgeId e : dead_end_bottlenecks(network, direction, regions.missed)) {
    bottlenecks.push_back({builder.number_of(e), false});
  }
  for (NodeId& v : regions.missed) v = builder.number_of(v);
  return {BalanceNetwork(regions.nodes.size(), std::move(builder.arcs)), std::move(regions.nodes),
          std::move(builder.edges), std::move(regions.missed), std::move(bottlenecks)};
}

}  // namespace isthmus::flow

// Minimum cuts (Theory §4, distance): the algorithm is in contracting_cut.hpp; here are the two
// steps around it. Weights are brought to one denominator, so that the contraction runs on machine
// integers whenever the sum of all weights fits; edges of weight 0 are dropped, and if that leaves
// hidden nodes without a way to the ground, one such component is the answer, of value 0.
#include "isthmus/flow/minimum_cut.hpp"

#include <utility>

#include "flow/contracting_cut.hpp"
#include "flow/scaled_cut_graph.hpp"
#include "isthmus/error.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

std::vector<NodeId> hidden_where(const BalanceNetwork& network, auto&& holds) {
  std::vector<NodeId> set;
  for (const NodeId v : network.hidden_nodes()) {
    if (holds(v)) set.push_back(v);
  }
  return set;
}

// The component, without the ground, of the first hidden node that no positive edges join to it.
std::vector<NodeId> floating_component(const BalanceNetwork& network, const Flow& weights) {
  DisjointSets joined(network.node_count());
  for (const EdgeId e : network.edges()) {
    if (weights[e] > 0) joined.join(network.tail(e).value, network.head(e).value);
  }
  const auto at_ground = joined.find(network.ground().value);
  for (const NodeId v : network.hidden_nodes()) {
    const auto component = joined.find(v.value);
    if (component == at_ground) continue;
    return hidden_where(network, [&](NodeId w) { return joined.find(w.value) == component; });
  }
  return {};
}

struct ContractingSearch {
  const BalanceNetwork& network;
  const flow::ScaledData& scaled;

  template <class N>
  MinimumCut operator()() const {
    flow::require_room<N>(scaled.values);
    flow::ContractingCut<N> cut(flow::scaled_cut_graph<N>(network, scaled.values));
    cut.run();
    const bool ground_side = cut.side()[network.ground().value];
    return {flow::unscaled(cut.value(), scaled.denominator),
            hidden_where(network, [&](NodeId v) { return cut.side()[v.value] != ground_side; })};
  }
};

}  // namespace

std::optional<MinimumCut> minimum_cut(const BalanceNetwork& network, const Flow& weights) {
  ensure(weights.size() == network.edge_count(), "one weight for every edge of a minimum cut");
  for (const Rational& weight : weights.values()) {
    ensure(weight >= 0, "the weights of a minimum cut are not negative");
  }
  if (network.hidden_count() == 0) return std::nullopt;
  if (auto floating = floating_component(network, weights); !floating.empty()) {
    return MinimumCut{0, std::move(floating)};
  }
  return flow::with_smallest_numbers(ContractingSearch{network, flow::scale(weights.values())});
}

Rational cut_weight(const BalanceNetwork& network, const Flow& weights,
                    const std::vector<NodeId>& set) {
  PerNode<bool> inside(network.node_count(), false);
  for (const NodeId v : set) inside[v] = true;
  Rational total = 0;
  for (const EdgeId e : network.edges()) {
    if (inside[network.tail(e)] != inside[network.head(e)]) total += weights[e];
  }
  return total;
}

}  // namespace isthmus

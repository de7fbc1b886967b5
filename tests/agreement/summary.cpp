#include "agreement/summary.hpp"

#include <doctest/doctest.h>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/detachable.hpp"
#include "isthmus/variety/regular_part.hpp"

namespace isthmus::test {

namespace {

void add_detachable(Summary& s, const BalanceNetwork& network, const Balance& c, const Flow& x) {
  const DetachableSearch found = detachable_sets(network, c, x, {Budget(), 1'000'000});
  REQUIRE(found.complete);
  REQUIRE(found.complex_smooth != Answer::not_determined);
  s.complex_smooth = found.complex_smooth == Answer::yes;
  for (const std::vector<NodeId>& set : found.sets) {
    NodeSet nodes;
    for (const NodeId v : set) nodes.insert(v.value);
    s.detachable.insert(nodes);
  }
  CHECK((found.exists == Answer::yes) == !s.detachable.empty());
}

}  // namespace

std::optional<Summary> summary(const BalanceNetwork& network, const Balance& c) {
  const std::optional<Flow> x = feasible_flow(network, c).flow;
  if (!x) return std::nullopt;
  const EdgeMinima minima = edge_minima(network, c, *x);
  const PerEdge<bool> support = maximal_support(network, *x);
  Summary s;
  for (const CutStep& step : minima.locked) s.locked[step.edge.value] = step.bound;
  for (const CutStep& step : minima.weakly_locked) s.weakly_locked.insert(step.edge.value);
  for (const EdgeId e : network.edges())
    if (support[e]) s.support.insert(e.value);
  s.regular_log2 = regular_components_log2(network, support, minima);
  s.dimension = dimension(network, support);
  add_detachable(s, network, c, *x);
  return s;
}

}  // namespace isthmus::test

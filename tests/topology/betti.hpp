// Betti numbers of a balance network as the list that tests compare.
#pragma once

#include <vector>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/topology/topology.hpp"

namespace isthmus::test {

/// Without trailing zeros. Requires a point and that nothing stops the computation.
inline std::vector<Integer> betti_list(const Homology& homology) {
  std::vector<Integer> list;
  for (const auto& [degree, rank] : homology.betti) {
    list.resize(degree + 1);
    list[degree] = rank;
  }
  while (!list.empty() && list.back() == 0) list.pop_back();
  return list;
}

inline Topology topology_at(const BalanceNetwork& network, const Balance& c,
                            const TopologyOptions& options = {}) {
  const Feasibility feasibility = feasible_flow(network, c);
  ensure(feasibility.feasible(), "the test needs a point");
  return topology_of(network, c, *feasibility.flow, options);
}

inline std::vector<Integer> betti_of(const BalanceNetwork& network, const Balance& c) {
  const auto homology = expanded(topology_at(network, c));
  ensure(homology.has_value(), "the test needs all Betti numbers");
  return betti_list(*homology);
}

}  // namespace isthmus::test

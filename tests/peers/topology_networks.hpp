// Random networks with a balance whose homology other programs compute too.
#pragma once

#include <string>
#include <vector>

#include "isthmus/report/analysis.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

/// A feed-forward network with `hidden` nodes and at most `edges` edges, some of them bundles, and
/// a balance that weights could have; generic in most cases.
inline Network random_dag(Random& random, std::size_t hidden, std::size_t edges) {
  Network network;
  network.nodes.push_back({"x", Role::input, false});
  for (std::size_t i = 0; i < hidden; ++i) {
    network.nodes.push_back({"h" + std::to_string(i + 1), Role::hidden, false});
  }
  network.nodes.push_back({"y", Role::output, false});
  network.balance.resize(network.nodes.size());
  for (std::size_t i = 1; i <= hidden; ++i) network.balance[i] = 0;
  const bool small = random.chance(30);  // many balances of sets vanish then
  for (std::size_t i = 0; i < edges; ++i) {
    const auto from = static_cast<std::uint32_t>(random.below(hidden + 1));
    const auto to = from + 1 + static_cast<std::uint32_t>(random.below(hidden + 1 - from));
    Edge edge;
    edge.from = from;
    edge.to = to;
    edge.multiplicity = random.chance(10) ? 2 + random.below(2) : 1;
    network.edges.push_back(edge);
    const Rational square = random.between(0, small ? 1 : 30);
    if (from > 0) *network.balance[from] -= square;
    if (to <= hidden) *network.balance[to] += square;
  }
  return network;
}

inline Analysis with_topology(const Network& network) {
  AnalyzeOptions options;
  options.singularities = false;
  options.topology.emplace();
  return analyze(network, options);
}

}  // namespace isthmus::test

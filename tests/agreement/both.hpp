// A random instance seen by the engine and by the oracle, and translations between the two.
#pragma once

#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "oracle/cuts.hpp"
#include "oracle/polyhedron.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

struct Both {
  Instance instance;
  BalanceNetwork network = instance.network();
  oracle::Graph graph = oracle::graph_of(network);
  const oracle::Vector& c = instance.c.values();
  oracle::Polyhedron p = oracle::polyhedron(graph, c);
  std::vector<oracle::Cut> cuts = oracle::all_cuts(graph, c);

  explicit Both(Instance from) : instance(std::move(from)) {}
  Both(const Both&) = delete;

  [[nodiscard]] bool empty() const { return p.vertices.empty(); }
  /// The weights of an edge of the engine.
  [[nodiscard]] oracle::Set weights(EdgeId e) const { return graph.bundle(e.value); }
  /// The edge of the oracle for an edge of multiplicity 1.
  [[nodiscard]] std::size_t only(EdgeId e) const {
    return static_cast<std::size_t>(__builtin_ctz(weights(e)));
  }

  /// A point of P(c) that no algorithm of the engine found. Requires !empty().
  [[nodiscard]] Flow point() const {
    if (!instance.x.empty()) return Flow(instance.x);
    Flow x(network.edge_count());
    for (const EdgeId e : network.edges()) x[e] = oracle::total(p.vertices.front().x, weights(e));
    return x;
  }

  /// A flow of the engine, each bundle's share on its first member.
  [[nodiscard]] oracle::Vector spread(const Flow& x) const {
    oracle::Vector result(graph.edges.size());
    for (const EdgeId e : network.edges()) result[only(e)] = x[e];
    return result;
  }

  /// x ∈ P(c), by the oracle's own sums.
  [[nodiscard]] bool is_point(const Flow& x) const {
    for (const Rational& value : x.values())
      if (value < 0) return false;
    return x.size() == network.edge_count() && oracle::balance(graph, spread(x)) == c;
  }
};

/// Requires nodes below 32.
inline oracle::Set set_of(const std::vector<NodeId>& nodes) {
  oracle::Set result = 0;
  for (const NodeId v : nodes) result |= oracle::just(v.value);
  return result;
}

inline std::set<oracle::Set> sets_of(const std::vector<std::vector<NodeId>>& sets) {
  std::set<oracle::Set> result;
  for (const std::vector<NodeId>& set : sets) result.insert(set_of(set));
  return result;
}

inline std::vector<NodeId> nodes_of(oracle::Set set) {
  std::vector<NodeId> nodes;
  for (std::uint32_t v = 0; v < 32; ++v)
    if (oracle::has(set, v)) nodes.push_back(NodeId{v});
  return nodes;
}

/// Runs `check` on that many instances and insists that many of them were feasible.
template <class Check>
void on_random_instances(std::uint64_t seed, int count, Check check, InstanceLimits limits = {}) {
  Random random(seed);
  int feasible = 0;
  for (int round = 0; round < count; ++round) {
    CAPTURE(seed);
    CAPTURE(round);
    const Both both(random_instance(random, limits));
    if (!both.empty()) ++feasible;
    check(both);
  }
  CHECK(feasible > count / 2);
}

}  // namespace isthmus::test

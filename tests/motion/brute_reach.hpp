// Reach and equivalence by definition: all permutations, all vertices of P(c), all ratios.
//
// Shares only the plain data of networks and contractions with the room.
#pragma once

#include <optional>
#include <vector>

#include "oracle/polyhedron.hpp"
#include "symmetry/brute_force.hpp"

namespace isthmus::test {

/// P(c) of the subgraph of the edges with x ≠ 0 has a point that is positive on all of them.
inline bool strict_flow_exists(const BalanceNetwork& network, const Flow& x, const Balance& c) {
  std::vector<Arc> arcs;
  for (const EdgeId e : network.edges()) {
    if (x[e] != 0) arcs.push_back({network.tail(e), network.head(e), 1});
  }
  const oracle::Graph graph = oracle::graph_of(BalanceNetwork(network.hidden_count(), arcs));
  const oracle::Polyhedron p = oracle::polyhedron(graph, c.values());
  return oracle::face_exists(p, 0) && oracle::face_support(p, 0) == graph.all_edges();
}

/// Random weights, some of them 0, for all trainable edges.
inline void draw_weights(Random& random, Network& network, int zero_percent) {
  for (Edge& edge : network.edges) {
    if (edge.fixed) continue;
    edge.weights.clear();
    for (std::uint64_t k = 0; k < edge.multiplicity; ++k) {
      const int size = random.between(1, 3);
      edge.weights.emplace_back(random.chance(zero_percent) ? 0
                                                            : (random.chance(50) ? size : -size));
    }
  }
}

struct BruteReach {
  std::size_t on_variety = 0;  ///< permutations with a positive flow
  std::size_t in_component = 0;
};

inline BruteReach brute_reach(const Network& from, const Network& to) {
  const Contraction contraction = contract(from);
  const Flow here = squared_weights(from, contraction);
  const Flow there = squared_weights(to, contraction);
  const Balance c = balance_of(contraction.graph, here);
  const auto locked = locked_edges(minimal_generators(contraction.graph, c));
  BruteReach result;
  for (const Symmetry& symmetry : all_symmetries(from, contraction, {})) {
    Flow moved(there.size());
    for (const EdgeId e : contraction.graph.edges())
      moved[e] = there[EdgeId{symmetry.edges[e.value]}];
    if (!strict_flow_exists(contraction.graph, moved, c)) continue;
    ++result.on_variety;
    bool agrees = true;
    for (const EdgeId e : locked) {
      if (contraction.graph.multiplicity(e) != 1) continue;
      const auto sign = [&](const Network& network, EdgeId edge) {
        return sign_of(network.edges[contraction.file_edge[edge]].weights.front());
      };
      agrees = agrees && sign(from, e) == sign(to, EdgeId{symmetry.edges[e.value]});
    }
    result.in_component += agrees ? 1 : 0;
  }
  return result;
}

/// Some permutation of `a`, rescaled, is `b`: ratios of factors are closed under products until
/// nothing new follows (as shortest paths are found), then all of them must agree.
inline bool is_rescaled(const Network& a, const Network& b, const Contraction& contraction,
                        const Symmetry& symmetry) {
  const std::size_t n = contraction.graph.node_count();
  std::vector<std::vector<std::optional<Rational>>> ratio(n,
                                                          std::vector<std::optional<Rational>>(n));
  for (std::size_t v = 0; v < n; ++v) ratio[v][v] = Rational(1);
  const auto learn = [&](std::size_t u, std::size_t v, const Rational& q) {
    if (!ratio[u][v]) ratio[u][v] = q;
    return *ratio[u][v] == q;
  };
  for (const EdgeId e : contraction.graph.edges()) {
    const auto& ours = a.edges[contraction.file_edge[e]].weights;
    const auto& theirs = b.edges[contraction.file_edge[EdgeId{symmetry.edges[e.value]}]].weights;
    const std::size_t u = contraction.graph.tail(e).value;
    const std::size_t v = contraction.graph.head(e).value;
    for (std::size_t k = 0; k < ours.size(); ++k) {
      if (sign_of(ours[k]) != sign_of(theirs[k])) return false;
      if (ours[k] == 0) continue;
      const Rational q = theirs[k] / ours[k];
      if (!learn(u, v, q) || !learn(v, u, 1 / q)) return false;
    }
  }
  for (std::size_t w = 0; w < n; ++w) {
    for (std::size_t u = 0; u < n; ++u) {
      for (std::size_t v = 0; v < n; ++v) {
        if (!ratio[u][w] || !ratio[w][v]) continue;
        if (!learn(u, v, *ratio[u][w] * *ratio[w][v])) return false;
      }
    }
  }
  return true;
}

inline bool brute_equivalent(const Network& a, const Network& b) {
  const Contraction contraction = contract(a);
  for (const Symmetry& symmetry : all_symmetries(a, contraction, {})) {
    if (is_rescaled(a, b, contraction, symmetry)) return true;
  }
  return false;
}

/// `a` after a random symmetry and a random rescaling.
inline Network disguised(Random& random, const Network& a) {
  const Contraction contraction = contract(a);
  const auto symmetries = all_symmetries(a, contraction, {});
  const Symmetry& symmetry = symmetries[random.below(symmetries.size())];
  PerNode<Rational> scale(contraction.graph.node_count(), 1);
  for (const NodeId v : contraction.graph.hidden_nodes()) {
    scale[v] = Rational(random.between(1, 30), random.between(1, 30));
  }
  Network b = a;
  for (const EdgeId e : contraction.graph.edges()) {
    auto& weights = b.edges[contraction.file_edge[EdgeId{symmetry.edges[e.value]}]].weights;
    weights = a.edges[contraction.file_edge[e]].weights;
    const Rational factor = scale[contraction.graph.head(e)] / scale[contraction.graph.tail(e)];
    for (Rational& w : weights) w *= factor;
  }
  return b;
}

}  // namespace isthmus::test

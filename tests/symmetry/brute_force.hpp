// Symmetries, cut ideals and orbits by definition, for networks small enough to try everything.
//
// Shares only the plain data of networks and contractions with the room: all permutations of the
// hidden nodes, all sets of hidden nodes, all sign vectors.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

/// "h7"
inline std::string numbered(char letter, std::size_t number) {
  std::string name(1, letter);
  return name.append(std::to_string(number));
}

using Permutation = std::vector<std::uint32_t>;  ///< the image of every position
using EdgeSet = std::set<std::uint32_t>;         ///< values of EdgeId
using Family = std::set<EdgeSet>;

/// Node permutation and what it does to the edges of the contraction.
struct Symmetry {
  Permutation nodes;
  Permutation edges;
};

/// The edges from one node to another: trainable ones in file order, fixed weights.
struct Between {
  std::vector<std::uint32_t> trainable;
  std::vector<std::uint64_t> multiplicities;
  std::multiset<Rational> fixed;
};

inline std::map<std::pair<std::uint32_t, std::uint32_t>, Between> wires(const Network& network) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Between> result;
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    Between& between = result[{edge.from, edge.to}];
    if (edge.fixed) {
      between.fixed.insert(edge.weights.front());
    } else {
      between.trainable.push_back(e);
      between.multiplicities.push_back(edge.multiplicity);
    }
  }
  return result;
}

/// The symmetry with this node permutation, or one without nodes if there is none.
inline Symmetry symmetry_of(const Network& network, const Contraction& contraction,
                            const Permutation& nodes) {
  for (std::size_t v = 0; v < nodes.size(); ++v) {
    const Activation &here = network.nodes[v].activation,
                     &there = network.nodes[nodes[v]].activation;
    if (here.known != there.known) return {};
    if (here.known && here.negative_slope != there.negative_slope) return {};
  }
  const auto all = wires(network);
  Symmetry result{nodes, Permutation(contraction.graph.edge_count())};
  for (const auto& [ends, here] : all) {
    const auto image = all.find({nodes[ends.first], nodes[ends.second]});
    if (image == all.end()) return {};
    const Between& there = image->second;
    if (here.multiplicities != there.multiplicities || here.fixed != there.fixed) return {};
    for (std::size_t i = 0; i < here.trainable.size(); ++i) {
      result.edges[contraction.graph_edge[here.trainable[i]]] =
          contraction.graph_edge[there.trainable[i]];
    }
  }
  return result;
}

inline Family image(const Family& family, const Permutation& edges) {
  Family result;
  for (const EdgeSet& set : family) {
    EdgeSet moved;
    for (const std::uint32_t e : set) moved.insert(edges[e]);
    result.insert(moved);
  }
  return result;
}

/// All automorphisms that map the family to itself, by trying all permutations.
inline std::vector<Symmetry> all_symmetries(const Network& network, const Contraction& contraction,
                                            const Family& family) {
  std::vector<std::uint32_t> hidden;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (network.nodes[v].role == Role::hidden) hidden.push_back(v);
  }
  std::vector<Symmetry> result;
  Permutation images = hidden;
  do {
    Permutation nodes(network.nodes.size());
    std::iota(nodes.begin(), nodes.end(), 0U);
    for (std::size_t i = 0; i < hidden.size(); ++i) nodes[hidden[i]] = images[i];
    Symmetry symmetry = symmetry_of(network, contraction, nodes);
    if (symmetry.nodes.empty() || image(family, symmetry.edges) != family) continue;
    result.push_back(std::move(symmetry));
  } while (std::next_permutation(images.begin(), images.end()));
  return result;
}

/// The minimal generators of the cut ideal (theory §6): the inclusion-minimal sets among δ_in(U),
/// c(U) > 0, and δ_out(U), c(U) < 0, over all sets U of hidden nodes.
inline Family minimal_generators(const BalanceNetwork& graph, const Balance& c) {
  Family cuts;
  for (std::uint32_t u = 1; u < (1U << graph.hidden_count()); ++u) {
    const auto inside = [&](NodeId v) { return !graph.is_ground(v) && (u >> v.value & 1) != 0; };
    Rational value = 0;
    for (const NodeId v : graph.hidden_nodes()) value += inside(v) ? c[v] : Rational(0);
    if (value == 0) continue;
    EdgeSet cut;
    for (const EdgeId e : graph.edges()) {
      const bool in = !inside(graph.tail(e)) && inside(graph.head(e));
      const bool out = inside(graph.tail(e)) && !inside(graph.head(e));
      if (value > 0 ? in : out) cut.insert(e.value);
    }
    cuts.insert(cut);
  }
  Family minimal;
  for (const EdgeSet& a : cuts) {
    const bool is_minimal = std::none_of(cuts.begin(), cuts.end(), [&](const EdgeSet& b) {
      return b != a && std::includes(a.begin(), a.end(), b.begin(), b.end());
    });
    if (is_minimal) minimal.insert(a);
  }
  return minimal;
}

inline std::vector<std::vector<EdgeId>> as_sets(const Family& family) {
  std::vector<std::vector<EdgeId>> sets;
  for (const EdgeSet& set : family) {
    sets.emplace_back();
    for (const std::uint32_t e : set) sets.back().push_back(EdgeId{e});
  }
  return sets;
}

/// The members with one edge, increasing.
inline std::vector<EdgeId> locked_edges(const Family& family) {
  std::vector<EdgeId> locked;
  for (const EdgeSet& set : family) {
    if (set.size() == 1) locked.push_back(EdgeId{*set.begin()});
  }
  std::sort(locked.begin(), locked.end());
  return locked;
}

/// The orbit of a sign vector under permutations of its positions, as a set of vectors.
using Signs = std::vector<std::int8_t>;
inline std::set<Signs> orbit_of(const Signs& signs, const std::vector<Permutation>& elements) {
  std::set<Signs> orbit;
  for (const Permutation& g : elements) {
    Signs moved(signs.size());
    for (std::size_t p = 0; p < signs.size(); ++p) moved[g[p]] = signs[p];
    orbit.insert(moved);
  }
  return orbit;
}

/// All orbits of a group, given by all its elements, on sign vectors of `points` positions.
inline std::set<std::set<Signs>> all_orbits(std::size_t points,
                                            const std::vector<Permutation>& elements) {
  std::set<std::set<Signs>> orbits;
  for (std::uint32_t mask = 0; mask < (1U << points); ++mask) {
    Signs signs(points);
    for (std::size_t p = 0; p < points; ++p) {
      signs[p] = static_cast<std::int8_t>((mask >> p & 1) != 0 ? -1 : 1);
    }
    orbits.insert(orbit_of(signs, elements));
  }
  return orbits;
}

/// All products of the generators, on positions 0 … points-1.
template <class Moves>
std::vector<Permutation> closure(std::size_t points, const std::vector<Moves>& generators) {
  Permutation identity(points);
  std::iota(identity.begin(), identity.end(), 0U);
  std::set<Permutation> seen{identity};
  std::vector<Permutation> elements{identity};
  for (std::size_t i = 0; i < elements.size(); ++i) {
    for (const Moves& moves : generators) {
      Permutation product = elements[i];
      for (std::uint32_t& p : product) {
        for (const auto& [from, to] : moves) {
          if (from == p) {
            p = to;
            break;
          }
        }
      }
      if (seen.insert(product).second) elements.push_back(product);
    }
  }
  return elements;
}

/// A random DAG with twins: nodes are copied with their edges, sometimes with a change. Fixed
/// edges, bundles, parallels, biases, isolated nodes and skips between inputs and outputs occur.
class TwinNetworks {
 public:
  explicit TwinNetworks(Random& random) : random_(random) {}

  Network draw(std::size_t most_hidden) {
    network_ = {};
    levels_.clear();
    add_node(Role::input, 0);
    if (random_.chance(50)) add_node(Role::input, 0);
    network_.nodes.back().bias = random_.chance(30);
    const std::uint32_t output = add_node(Role::output, 9);
    if (random_.chance(40)) add_node(Role::output, 9);
    const std::size_t hidden = random_.below(most_hidden + 1);
    for (std::size_t i = 0; i < hidden; ++i) {
      if (i > 0 && random_.chance(60)) {
        copy(last_hidden());
      } else {
        fresh();
      }
    }
    if (random_.chance(15)) add_edge(0, output);
    return network_;
  }

 private:
  std::uint32_t add_node(Role role, int level) {
    network_.nodes.push_back({numbered('n', network_.nodes.size()), role, false});
    if (random_.chance(10)) network_.nodes.back().activation.negative_slope = Rational(1, 3);
    if (random_.chance(5)) network_.nodes.back().activation.known = false;
    levels_.push_back(level);
    return static_cast<std::uint32_t>(network_.nodes.size() - 1);
  }

  std::uint32_t last_hidden() const {
    std::uint32_t v = static_cast<std::uint32_t>(network_.nodes.size() - 1);
    while (network_.nodes[v].role != Role::hidden) --v;
    return v;
  }

  void add_edge(std::uint32_t a, std::uint32_t b) {
    if (levels_[a] == levels_[b]) return;
    Edge edge;
    edge.from = levels_[a] < levels_[b] ? a : b;
    edge.to = levels_[a] < levels_[b] ? b : a;
    if (random_.chance(12)) {
      edge.fixed = true;
      edge.weights = {Rational(random_.between(1, 2))};
    } else if (random_.chance(10)) {
      edge.multiplicity = 2;
    }
    network_.edges.push_back(edge);
  }

  void fresh() {
    const std::uint32_t v = add_node(Role::hidden, random_.between(1, 3));
    for (std::uint32_t u = 0; u < v; ++u) {
      if (random_.chance(45)) add_edge(u, v);
      if (random_.chance(8)) add_edge(u, v);
    }
  }

  void copy(std::uint32_t v) {
    const std::uint32_t twin = add_node(Role::hidden, levels_[v]);
    if (random_.chance(90)) network_.nodes[twin].activation = network_.nodes[v].activation;
    const std::vector<Edge> edges = network_.edges;
    for (Edge edge : edges) {
      if (edge.from != v && edge.to != v) continue;
      (edge.from == v ? edge.from : edge.to) = twin;
      if (!random_.chance(5)) network_.edges.push_back(edge);
    }
    if (random_.chance(20)) add_edge(static_cast<std::uint32_t>(random_.below(twin)), twin);
  }

  Random& random_;
  Network network_;
  std::vector<int> levels_;
};

/// A balance with points, often the same for twins.
inline Balance feasible_balance(Random& random, const BalanceNetwork& graph) {
  Flow x(graph.edge_count());
  const int most = random.between(0, 3);
  for (Rational& value : x.values()) value = random.between(0, most);
  return balance_of(graph, x);
}

}  // namespace isthmus::test

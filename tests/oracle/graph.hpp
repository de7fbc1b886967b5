// The second route to every answer: by definition, for small networks, sharing nothing with the
// engine but the numbers and the parsed network.
//
// Sets are bit masks and everything is found by trying all of them, so that each function reads
// like the definition it stands for. Bundles are written out: one edge for every weight.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::oracle {

/// A set of nodes or of edges: bit i is member i.
using Set = std::uint32_t;

inline constexpr Set just(std::size_t i) { return Set{1} << i; }
inline constexpr bool has(Set s, std::size_t i) { return (s >> i & 1) != 0; }
inline constexpr Set all(std::size_t n) { return just(n) - 1; }

/// A rational for every node or edge.
using Vector = std::vector<Rational>;

/// One weight: an edge, or one member of the bundle numbered `bundle`.
struct Weight {
  std::size_t tail;
  std::size_t head;
  std::size_t bundle;
  [[nodiscard]] bool loop() const { return tail == head; }
};

/// G/⏚ with bundles written out; nodes 0 … hidden-1 and the ground, which is node `hidden`.
struct Graph {
  std::size_t hidden;
  std::vector<Weight> edges;

  [[nodiscard]] Set hidden_nodes() const { return all(hidden); }
  [[nodiscard]] Set all_edges() const { return all(edges.size()); }
  /// The members of a bundle.
  [[nodiscard]] Set bundle(std::size_t number) const;
  /// Throws std::length_error when trying all sets would take too long.
  void require_small() const;
};

/// Only the plain data of `network` is read.
[[nodiscard]] Graph graph_of(const BalanceNetwork& network);

/// The oracle's own contraction of a user's network (theory §1.2). `bundle` is a position in
/// Network::edges; classes of hidden nodes are numbered in file order of their first members.
struct Contracted {
  Graph graph;
  std::vector<std::size_t> node_of;  ///< the class of every position in Network::nodes
};
[[nodiscard]] Contracted contracted(const Network& network);

/// x = θ² for every edge of the graph. A bundle known by its norm has it on the first member.
[[nodiscard]] Vector squares(const Contracted& c, const Network& network);
/// From the weights if there are any, otherwise the given one summed over classes.
[[nodiscard]] Vector balance(const Contracted& c, const Network& network);

/// Sum of x over the edges into each node minus the sum over the edges out of it.
[[nodiscard]] Vector balance(const Graph& g, const Vector& x);

/// The nodes (ground included) that undirected walks along `edges` join to `node`.
[[nodiscard]] Set joined(const Graph& g, std::size_t node, Set edges);
/// True when `edges` join every hidden node to the ground.
[[nodiscard]] bool all_joined_to_ground(const Graph& g, Set edges);
/// True when the nonempty set of nodes is connected by edges with both ends in it.
[[nodiscard]] bool connected(const Graph& g, Set nodes);
/// Edges with both ends in `nodes`.
[[nodiscard]] Set inside(const Graph& g, Set nodes);
/// Edges with exactly one end in `nodes`.
[[nodiscard]] Set crossing(const Graph& g, Set nodes);
/// True when a directed walk along `edges` (possibly of length 0) leads from one to the other.
[[nodiscard]] bool reaches(const Graph& g, std::size_t from, std::size_t to, Set edges);

}  // namespace isthmus::oracle

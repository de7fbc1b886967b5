// What a picture of a balance network shows, before anything has a place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// What people call the hidden nodes and the edges, one name each; empty lists: their numbers.
struct DiagramNames {
  std::vector<std::string> nodes;
  std::vector<std::string> edges;
};

/// The names of the ends of an edge. A hidden end has its own name. The ground has the name that
/// an edge name of the form "tail->head" (also "tail->head#2") gives it, and "ground" otherwise.
struct EdgeEndNames {
  std::string tail;
  std::string head;
  std::string rank;  ///< the "#2" at the end of the edge's name, if it has one
};
[[nodiscard]] EdgeEndNames edge_end_names(const BalanceNetwork& network, const DiagramNames& names,
                                          EdgeId e);

struct DiagramNode {
  std::string label;
  std::string note;    ///< a few characters below it, such as "c = −1"
  bool hidden = true;  ///< ground nodes look different
};

/// Indices into Diagram::nodes.
struct DiagramEdge {
  std::size_t tail = 0;
  std::size_t head = 0;
  std::string label;  ///< empty where the names of the ends say enough
};

/// Node v of the network is nodes[v.value], edge e is edges[e.value]. The ground is split: after
/// the hidden nodes stands one node for each name that it has as a tail, then one for each as a
/// head.
struct Diagram {
  std::vector<DiagramNode> nodes;
  std::vector<DiagramEdge> edges;

  static constexpr std::size_t most_nodes = 40;   ///< more are not readable
  static constexpr std::size_t most_edges = 160;  ///< nor are more of these
};

/// The diagram with c_v below each hidden node (its sign alone where the number is long). Nothing
/// if it would have more nodes or edges than can be read.
[[nodiscard]] std::optional<Diagram> diagram_of(const BalanceNetwork& network, const Balance& c,
                                                const DiagramNames& names);

}  // namespace isthmus

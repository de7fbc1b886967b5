// A network with a family of edge sets as a coloured digraph with the same automorphisms.
#pragma once

#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "symmetry/coloured_digraph.hpp"
#include "symmetry/wiring.hpp"

namespace isthmus::symmetry {

/// What automorphisms must preserve besides the wiring.
struct Preserved {
  std::vector<std::vector<EdgeId>> sets;  ///< distinct, each increasing without repetition
  const Balance* balance = nullptr;       ///< of the contraction; null: none
};

/// Vertex i < nodes.size() stands for the hidden node at position nodes[i].
struct Encoded {
  ColouredDigraph graph;
  std::vector<std::uint32_t> nodes;
};

[[nodiscard]] Encoded encode(const Network& network, const Contraction& contraction,
                             const Wiring& wiring, const Preserved& preserved);

}  // namespace isthmus::symmetry

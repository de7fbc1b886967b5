// The graph whose automorphisms are searched: a digraph with a colour for every vertex.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/symmetry/permutation.hpp"

namespace isthmus::symmetry {

/// No two arcs have the same ends in the same order, none is a loop.
struct ColouredDigraph {
  std::vector<std::uint32_t> colours;  ///< one for each vertex
  std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;

  [[nodiscard]] std::uint32_t add_vertex(std::uint32_t colour) {
    colours.push_back(colour);
    return static_cast<std::uint32_t>(colours.size() - 1);
  }
};

/// Generators of the automorphism group, each restricted to the first vertices, and its order.
struct FoundGroup {
  std::vector<SparsePermutation<std::uint32_t>> generators;
  Integer order = 1;
};

/// Permutations of the vertices that keep colours and arcs. Requires that each is determined by
/// what it does to the first `visible` vertices, which it maps to each other.
[[nodiscard]] FoundGroup search_automorphisms(const ColouredDigraph& graph, std::uint32_t visible);

}  // namespace isthmus::symmetry

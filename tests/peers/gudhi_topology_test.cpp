// The second route to homology: Hochster's formula over the lcm-lattice of the cuts, each
// restricted complex by GUDHI's persistent cohomology over a prime field. Cuts come from the
// oracle, by trying all sets of nodes.
#include <doctest/doctest.h>

#if __has_include(<gudhi/Simplex_tree.h>)

#include <iostream>  // GUDHI forgets it

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <gudhi/Persistent_cohomology.h>
#include <gudhi/Simplex_tree.h>
#pragma GCC diagnostic pop

#include <bit>
#include <set>

#include "isthmus/network/contraction.hpp"
#include "oracle/homology.hpp"
#include "peers/topology_networks.hpp"

namespace isthmus::test {
namespace {

using Tree = Gudhi::Simplex_tree<>;
using Cohomology =
    Gudhi::persistent_cohomology::Persistent_cohomology<Tree,
                                                        Gudhi::persistent_cohomology::Field_Zp>;
using oracle::Set;

std::set<Set> lcm_lattice(const std::vector<Set>& generators) {
  std::set<Set> lattice;
  for (const Set generator : generators) {
    std::vector<Set> more{generator};
    for (const Set member : lattice) more.push_back(member | generator);
    lattice.insert(more.begin(), more.end());
  }
  return lattice;
}

Tree restricted(const std::vector<Set>& generators, Set within) {
  Tree tree;
  for (Set face = within; face != 0; face = (face - 1) & within) {
    const bool is_face =
        std::none_of(generators.begin(), generators.end(), [&](Set g) { return (g & ~face) == 0; });
    if (!is_face) continue;
    std::vector<int> vertices;
    for (Set left = face; left != 0; left &= left - 1) vertices.push_back(std::countr_zero(left));
    tree.insert_simplex_and_subfaces(vertices);
  }
  return tree;
}

/// Adds the reduced homology of K_T, shifted by one degree.
void add_restriction(const std::vector<Set>& generators, Set within, int prime,
                     std::map<std::uint64_t, Integer>& betti) {
  Tree tree = restricted(generators, within);
  if (tree.num_simplices() == 0) {  // K_T has only the empty face
    betti[0] += 1;
    return;
  }
  tree.initialize_filtration();
  Cohomology cohomology(tree, true);
  cohomology.init_coefficients(prime);
  cohomology.compute_persistent_cohomology();
  const std::vector<int> numbers = cohomology.betti_numbers();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int reduced = numbers[i] - (i == 0 ? 1 : 0);
    if (reduced > 0) betti[i + 1] += reduced;
  }
}

}  // namespace

TEST_CASE("gudhi: restrictions to the lcm-lattice give the same Betti numbers modulo 2 and 3") {
  Random random(7);
  std::size_t rich = 0;
  for (int i = 0; i < 150; ++i) {
    const Network network = random_dag(random, 1 + random.below(5), 4 + random.below(7));
    const Contraction contraction = contract(network);
    const oracle::Graph g = oracle::graph_of(contraction.graph);
    const auto generators =
        oracle::minimal_non_faces(g, balance_of(network, contraction).value().values());
    const Homology homology = with_topology(network).facts->topology->homology.value();
    for (const int prime : {2, 3}) {
      std::map<std::uint64_t, Integer> betti{{0, 1}};  // T empty
      for (const Set within : lcm_lattice(generators)) {
        add_restriction(generators, within, prime, betti);
      }
      CHECK_MESSAGE(betti == betti_modulo(homology, prime), "network " << i);
    }
    rich += homology.betti.size() > 3 ? 1 : 0;
  }
  CHECK(rich > 40);
}

}  // namespace isthmus::test

#endif

// Chain complexes with known homology, and products of groups.
#include <doctest/doctest.h>

#include "isthmus/topology/homology.hpp"
#include "topology/chain_complex.hpp"

using namespace isthmus;
using topology::ChainComplex;
using topology::homology;
using topology::HomologyGroup;

namespace {

/// The simplicial chain complex of a surface from its triangles.
ChainComplex surface(const std::vector<std::array<std::uint32_t, 3>>& triangles,
                     std::uint32_t vertices) {
  ChainComplex complex{{std::vector<topology::Column>(vertices), {}, {}}};
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> edges;
  const auto edge = [&](std::uint32_t a, std::uint32_t b) {
    const auto [at, is_new] = edges.try_emplace({a, b}, static_cast<std::uint32_t>(edges.size()));
    if (is_new) complex.boundary[1].push_back({{a, -1}, {b, 1}});
    return at->second;
  };
  for (const auto& [a, b, c] : triangles) {
    topology::Column column{{edge(b, c), 1}, {edge(a, c), -1}, {edge(a, b), 1}};
    std::sort(column.begin(), column.end());
    complex.boundary[2].push_back(column);
  }
  return complex;
}

const std::vector<std::array<std::uint32_t, 3>> projective_plane = {
    {0, 1, 2}, {0, 2, 3}, {0, 3, 4}, {0, 4, 5}, {0, 1, 5},
    {1, 2, 4}, {2, 3, 5}, {1, 3, 4}, {2, 4, 5}, {1, 3, 5}};

}  // namespace

TEST_CASE("the projective plane has torsion, the sphere has none") {
  const auto plane = homology(surface(projective_plane, 6));
  REQUIRE(plane.size() == 3);
  CHECK(plane[0].rank == 1);
  CHECK(plane[1].rank == 0);
  CHECK(plane[1].torsion == std::vector<Integer>{2});
  CHECK(plane[2].rank == 0);
  const auto sphere = homology(surface({{0, 1, 2}, {0, 1, 3}, {0, 2, 3}, {1, 2, 3}}, 4));
  CHECK(sphere[0].rank == 1);
  CHECK(sphere[1].rank == 0);
  CHECK(sphere[1].torsion.empty());
  CHECK(sphere[2].rank == 1);
}

TEST_CASE("matrices without units go to the Smith form, huge entries too") {
  const ChainComplex complex{{{{}, {}}, {{{0, 4}, {1, 6}}, {{0, 6}, {1, 6}}}}};
  const auto groups = homology(complex);  // invariant factors 2 and 6
  CHECK(groups[0].rank == 0);
  CHECK(groups[0].torsion == std::vector<Integer>{2, 6});
  CHECK(groups[1].rank == 0);
  const std::int64_t big = std::int64_t{1} << 62;
  const ChainComplex huge{{{{}, {}}, {{{0, 1}, {1, big}}, {{0, big}, {1, 1}}}}};
  const auto overflow = homology(huge);
  CHECK(overflow[0].torsion == std::vector<Integer>{Integer(big) * big - 1});
}

TEST_CASE("Künneth: products of spheres and of projective planes") {
  const Homology torus = power(sphere_homology(1), 2);
  CHECK(torus.betti == std::map<std::uint64_t, Integer>{{0, 1}, {1, 2}, {2, 1}});
  CHECK(power(sphere_homology(0), 10).betti == std::map<std::uint64_t, Integer>{{0, 1024}});
  CHECK(power(torus, 0) == point_homology());
  Homology plane = point_homology();
  add_torsion(plane, 1, 2, 1);
  // H_1 = (Z/2)^2, H_2 = Z/2 ⊗ Z/2, H_3 = Tor(Z/2, Z/2).
  const Homology square = product(plane, plane);
  CHECK(square.betti == point_homology().betti);
  const std::map<std::uint64_t, std::map<Integer, Integer>> expected = {
      {1, {{2, 2}}}, {2, {{2, 1}}}, {3, {{2, 1}}}};
  CHECK(square.torsion == expected);
  CHECK(betti_modulo(plane, 2) == std::map<std::uint64_t, Integer>{{0, 1}, {1, 1}, {2, 1}});
  CHECK(betti_modulo(plane, 3) == plane.betti);
  CHECK(betti_modulo(square, 2) ==
        std::map<std::uint64_t, Integer>{{0, 1}, {1, 2}, {2, 3}, {3, 2}, {4, 1}});
  Homology twelve = point_homology();
  add_torsion(twelve, 5, 12, 3);
  CHECK(twelve.torsion[5] == std::map<Integer, Integer>{{3, 3}, {4, 3}});
  CHECK(product(twelve, plane).torsion[6] == std::map<Integer, Integer>{{2, 3}});
}

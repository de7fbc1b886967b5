// The oracle against itself: vertices against cuts, on random networks with all their nastiness.
#include <doctest/doctest.h>

#include "oracle/cuts.hpp"
#include "oracle/elimination.hpp"
#include "oracle/point.hpp"
#include "oracle/polyhedron.hpp"
#include "oracle/variety.hpp"
#include "support/random_network.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Theory §3: where kinds of locks are possible, by walks instead of cuts.
void check_bottlenecks(const oracle::Graph& g, const std::vector<oracle::Cut>& cuts) {
  for (std::size_t e = 0; e < g.edges.size(); ++e) {
    const auto [u, v, bundle] = g.edges[e];
    const oracle::Set rest = g.all_edges() & ~oracle::just(e);
    const bool in = !oracle::reaches(g, g.hidden, v, rest) && !oracle::reaches(g, u, v, rest);
    const bool out = !oracle::reaches(g, u, g.hidden, rest) && !oracle::reaches(g, u, v, rest);
    CHECK((oracle::region_in(g, cuts, e) != 0) == in);
    CHECK((oracle::region_out(g, cuts, e) != 0) == out);
  }
}

void check_minima(const oracle::Graph& g, const oracle::Polyhedron& p,
                  const std::vector<oracle::Cut>& cuts) {
  for (std::size_t e = 0; e < g.edges.size(); ++e)
    CHECK(oracle::minimum(p, oracle::just(e)) == oracle::minimum_by_cuts(cuts, e));
}

void check_vertices(const oracle::Graph& g, const oracle::Polyhedron& p, const oracle::Vector& c) {
  for (const oracle::Vertex& vertex : p.vertices) {
    CHECK(oracle::balance(g, vertex.x) == c);
    CHECK(oracle::support(vertex.x) == vertex.support);
  }
  for (const oracle::Set ray : p.rays) {
    oracle::Vector x(g.edges.size());
    for (std::size_t e = 0; e < x.size(); ++e) x[e] = oracle::has(ray, e) ? 1 : 0;
    CHECK(oracle::balance(g, x) == oracle::Vector(g.hidden));
  }
}

/// A set of nodes is detachable as a whole exactly when it is made of sets that float.
void check_detachable(const oracle::Graph& g, const oracle::Polyhedron& p) {
  const std::set<oracle::Set> floating = oracle::detachable(g, p);
  for (const oracle::Set nodes : oracle::detachable_unions(g, p)) {
    oracle::Set covered = 0;
    for (const oracle::Set part : floating)
      if ((part & ~nodes) == 0) covered |= part;
    CHECK(covered == nodes);
  }
}

/// Theory §4: a point is singular exactly when some part of its support floats.
void check_point(const oracle::Graph& g, const oracle::Vector& x) {
  const std::size_t corank = oracle::floating(g, x).size();
  CHECK(oracle::jacobian_rank(g, x) + corank == g.hidden);
  if (g.hidden > 0) CHECK((oracle::least_boundary(g, x) == Rational(0)) == (corank > 0));
}

}  // namespace

TEST_CASE("vertices and cuts tell the same story") {
  Random random(1);
  int feasible = 0;
  int infeasible = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(round);
    const Instance it = random_instance(random);
    const oracle::Graph g = oracle::graph_of(it.network());
    const oracle::Vector& c = it.c.values();
    const oracle::Polyhedron p = oracle::polyhedron(g, c);
    const std::vector<oracle::Cut> cuts = oracle::all_cuts(g, c);
    CHECK(p.vertices.empty() == oracle::some_violated(cuts));
    ++(p.vertices.empty() ? infeasible : feasible);
    check_bottlenecks(g, cuts);
    if (p.vertices.empty()) continue;
    check_vertices(g, p, c);
    check_minima(g, p, cuts);
    check_detachable(g, p);
    CHECK(oracle::complex_smooth(g, c) == oracle::no_connected_zero_wall(g, c));
    if (oracle::regular_log2(g, p)) CHECK(oracle::dimension(g, p) == g.edges.size() - g.hidden);
    for (const oracle::Vertex& vertex : p.vertices) check_point(g, vertex.x);
  }
  CHECK(feasible > 500);
  CHECK(infeasible > 100);
}

TEST_CASE("two crossing lines: one component, four regular ones, singular at 0") {
  const oracle::Graph g{1, {{1, 0, 0}, {0, 1, 1}}};
  const oracle::Polyhedron p = oracle::polyhedron(g, {Rational(0)});
  REQUIRE(p.vertices.size() == 1);
  CHECK(p.rays == std::vector<oracle::Set>{0b11});
  CHECK(oracle::locked(g, p) == 0);
  CHECK(oracle::regular_log2(g, p) == 2);
  CHECK(oracle::dimension(g, p) == 1);
  CHECK(oracle::detachable(g, p) == std::set<oracle::Set>{1});
  CHECK(oracle::local_form(g, p.vertices[0].x).branches_log2 == 2);
}

TEST_CASE("vertices that can be written down by hand") {
  // ⏚ ⇉ h → ⏚ with c = -1: the out-edge alone carries the balance.
  const oracle::Graph g{1, {{1, 0, 0}, {1, 0, 0}, {0, 1, 1}}};
  const oracle::Polyhedron p = oracle::polyhedron(g, {Rational(-1, 2)});
  REQUIRE(p.vertices.size() == 1);
  CHECK(p.vertices[0].x == oracle::Vector{0, 0, Rational(1, 2)});
  CHECK(oracle::minimum(p, 0b100) == Rational(1, 2));
  CHECK(oracle::face_support(p, 0b001) == 0b110);
  CHECK(oracle::spanning_forests(g) == std::set<oracle::Set>{0b001, 0b010, 0b100});
}

TEST_CASE("a rank that needs a row exchange") {
  CHECK(oracle::rank({{0, 1}, {2, 0}, {2, 1}}) == 2);
  CHECK(oracle::rank({{0, 0}, {0, 0}}) == 0);
  CHECK(oracle::rank({}) == 0);
  CHECK(oracle::rank({{Rational(1, 3), Rational(2, 3)}, {1, 2}}) == 1);
}

#include "oracle/variety.hpp"

#include "oracle/cuts.hpp"
#include "oracle/elimination.hpp"

namespace isthmus::oracle {

namespace {

std::size_t size(Set s) { return static_cast<std::size_t>(__builtin_popcount(s)); }

/// Some point of P(c) vanishes on `zero` and has a support that joins all nodes to the ground.
bool regular_point_exists(const Graph& g, const Polyhedron& p, Set zero) {
  return face_exists(p, zero) && all_joined_to_ground(g, face_support(p, zero));
}

}  // namespace

Set locked(const Graph& g, const Polyhedron& p) {
  Set result = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e)
    if (!face_exists(p, just(e))) result |= just(e);
  return result;
}

std::size_t dimension(const Graph& g, const Polyhedron& p, Set zero) {
  const Set support = face_support(p, zero);
  return size(support) - rank(incidence(g, support));
}

std::optional<std::size_t> regular_log2(const Graph& g, const Polyhedron& p) {
  if (!regular_point_exists(g, p, 0)) return std::nullopt;
  std::size_t kept = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e)
    if (!regular_point_exists(g, p, just(e))) ++kept;
  return kept;
}

std::set<Set> detachable_unions(const Graph& g, const Polyhedron& p) {
  std::set<Set> result;
  for (Set nodes = 1; nodes <= g.hidden_nodes(); ++nodes)
    if (connected(g, nodes) && face_exists(p, crossing(g, nodes))) result.insert(nodes);
  return result;
}

std::set<Set> detachable(const Graph& g, const Polyhedron& p) {
  std::set<Set> result;
  for (const Set nodes : detachable_unions(g, p)) {
    const auto first = static_cast<std::size_t>(__builtin_ctz(nodes));
    if (joined(g, first, face_support(p, crossing(g, nodes))) == nodes) result.insert(nodes);
  }
  return result;
}

bool complex_smooth(const Graph& g, const Vector& c) {
  for (Set nodes = 1; nodes <= g.hidden_nodes(); ++nodes)
    if (solvable(g, g.all_edges() & ~crossing(g, nodes), c)) return false;
  return true;
}

bool no_connected_zero_wall(const Graph& g, const Vector& c) {
  const Set everything = all(g.hidden + 1);
  if (!connected(g, everything)) return false;
  for (Set nodes = 1; nodes <= g.hidden_nodes(); ++nodes)
    if (total(c, nodes) == 0 && connected(g, nodes) && connected(g, everything & ~nodes))
      return false;
  return true;
}

std::set<Set> spanning_forests(const Graph& g) {
  std::set<Set> result;
  for (Set edges = 0; edges <= g.all_edges(); ++edges)
    if (size(edges) == g.hidden && rank(incidence(g, edges)) == g.hidden) result.insert(edges);
  return result;
}

}  // namespace isthmus::oracle

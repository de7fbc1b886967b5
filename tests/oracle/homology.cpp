#include "oracle/homology.hpp"

#include <algorithm>
#include <bit>

#include "oracle/elimination.hpp"

namespace isthmus::oracle {
namespace {

bool is_face(const std::vector<Set>& non_faces, Set set) {
  return std::none_of(non_faces.begin(), non_faces.end(), [&](Set n) { return (n & ~set) == 0; });
}

/// The faces of K_T by size; the empty one is there unless K is void.
std::vector<std::vector<Set>> faces_within(const std::vector<Set>& non_faces, Set within) {
  std::vector<std::vector<Set>> faces(static_cast<std::size_t>(std::popcount(within)) + 2);
  for (Set set = within;; set = (set - 1) & within) {
    if (is_face(non_faces, set)) faces[static_cast<std::size_t>(std::popcount(set))].push_back(set);
    if (set == 0) return faces;
  }
}

/// The matrix of the simplicial boundary: a row for each face of `from`.
Table boundary(const std::vector<Set>& from, const std::vector<Set>& to) {
  Table table(from.size(), Vector(to.size()));
  for (std::size_t i = 0; i < from.size(); ++i) {
    int sign = 1;
    for (Set left = from[i]; left != 0; left &= left - 1, sign = -sign) {
      const Set facet = from[i] & ~(left & -left);
      const auto at = std::find(to.begin(), to.end(), facet) - to.begin();
      table[i][static_cast<std::size_t>(at)] = sign;
    }
  }
  return table;
}

}  // namespace

std::vector<Set> minimal_non_faces(const Graph& g, const Vector& c) {
  std::vector<Set> sets;
  for (const Cut& cut : all_cuts(g, c)) {
    if (cut.value > 0) sets.push_back(cut.in);
    if (cut.value < 0) sets.push_back(cut.out);
  }
  std::vector<Set> minimal;
  for (const Set set : sets) {
    const bool above = std::any_of(sets.begin(), sets.end(),
                                   [&](Set other) { return other != set && (other & ~set) == 0; });
    if (!above) minimal.push_back(set);
  }
  std::sort(minimal.begin(), minimal.end());
  minimal.erase(std::unique(minimal.begin(), minimal.end()), minimal.end());
  return minimal;
}

std::vector<Integer> betti_numbers(const Graph& g, const Vector& c) {
  const std::vector<Set> non_faces = minimal_non_faces(g, c);
  std::vector<Integer> betti(g.edges.size() + 1);
  for (Set within = 0; within <= g.all_edges(); ++within) {
    const auto faces = faces_within(non_faces, within);
    std::vector<std::size_t> ranks(faces.size() + 1, 0);  // of the boundary of faces of that size
    for (std::size_t size = 1; size < faces.size(); ++size) {
      if (!faces[size].empty()) ranks[size] = rank(boundary(faces[size], faces[size - 1]));
    }
    for (std::size_t size = 0; size < faces.size(); ++size) {
      const std::size_t reduced = faces[size].size() - ranks[size] - ranks[size + 1];
      if (reduced > 0) betti[size] += Integer(reduced);  // H̃_{size−1}
    }
  }
  while (!betti.empty() && betti.back() == 0) betti.pop_back();
  return betti;
}

Integer euler_characteristic(const Graph& g, const Vector& c) {
  const std::vector<Set> non_faces = minimal_non_faces(g, c);
  Integer sum = 0;
  for (Set set = 0; set <= g.all_edges(); ++set) {
    if (!is_face(non_faces, set)) continue;
    const int size = std::popcount(set);
    const Integer term = Integer(1) << (g.edges.size() - static_cast<std::size_t>(size));
    sum += size % 2 == 0 ? term : Integer(-term);
  }
  return sum;
}

}  // namespace isthmus::oracle

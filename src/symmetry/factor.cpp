// Splitting a permutation group by the supports of its generators.
//
// Two generators with disjoint supports commute. Join points that one generator moves: classes of
// points, each generator moves points of one class only, and generators of different classes
// commute and meet in the identity only. So the group is the direct product over the classes, a
// sign vector is one sign vector for each class, and orbits multiply.
#include "symmetry/factor.hpp"

#include <algorithm>
#include <limits>

#include "network/disjoint_sets.hpp"

namespace isthmus::symmetry {
namespace {

// The classes of the sets, each increasing, by first member.
std::vector<std::vector<std::uint32_t>> classes_of(DisjointSets& sets, std::uint32_t count) {
  constexpr std::uint32_t unnumbered = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(count, unnumbered);
  std::vector<std::vector<std::uint32_t>> classes;
  for (std::uint32_t p = 0; p < count; ++p) {
    std::uint32_t& n = number[sets.find(p)];
    if (n == unnumbered) {
      n = static_cast<std::uint32_t>(classes.size());
      classes.emplace_back();
    }
    classes[n].push_back(p);
  }
  return classes;
}

}  // namespace

std::vector<Factor> independent_factors(std::size_t points, const std::vector<Moves>& generators) {
  const auto count = static_cast<std::uint32_t>(points);
  DisjointSets sets(points);
  for (const Moves& moves : generators) {
    for (const auto& [p, image] : moves) sets.join(moves.front().first, p);
  }
  std::vector<Factor> factors;
  std::vector<std::uint32_t> factor_of(points);
  std::vector<std::uint32_t> position(points);
  for (std::vector<std::uint32_t>& members : classes_of(sets, count)) {
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      factor_of[members[i]] = static_cast<std::uint32_t>(factors.size());
      position[members[i]] = i;
    }
    factors.push_back({std::move(members), {}});
  }
  for (const Moves& moves : generators) {
    if (moves.empty()) continue;
    Moves local;
    for (const auto& [p, image] : moves) local.emplace_back(position[p], position[image]);
    factors[factor_of[moves.front().first]].generators.push_back(std::move(local));
  }
  return factors;
}

std::vector<std::vector<std::uint32_t>> point_orbits(const Factor& factor) {
  DisjointSets sets(factor.points.size());
  for (const Moves& moves : factor.generators) {
    for (const auto& [p, image] : moves) sets.join(p, image);
  }
  return classes_of(sets, factor.size());
}

}  // namespace isthmus::symmetry

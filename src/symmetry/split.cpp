// Splitting a permutation group by the supports of its generators.
//
// Two generators with disjoint supports commute. Join positions that one generator moves: classes
// of positions, each generator moves positions of one class only, and generators of different
// classes commute and meet in the identity only. So the group is the direct product over the
// classes, a colouring is one for each class, and orbits multiply. O(total moves · α).
#include <algorithm>
#include <limits>

#include "network/disjoint_sets.hpp"
#include "symmetry/action.hpp"

namespace isthmus::symmetry {
namespace {

// The classes of the sets, each increasing, by first member.
std::vector<std::vector<std::uint32_t>> classes_of(DisjointSets& sets, std::size_t count) {
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

std::vector<std::vector<std::uint32_t>> orbits_of_positions(const Action& action) {
  DisjointSets sets(action.parts.size());
  for (const Moves& moves : action.generators) {
    for (const auto& [p, image] : moves) sets.join(p, image);
  }
  return classes_of(sets, action.parts.size());
}

std::vector<Action> split(Action action) {
  DisjointSets sets(action.parts.size());
  for (const Moves& moves : action.generators) {
    for (const auto& [p, image] : moves) sets.join(moves.front().first, p);
  }
  std::vector<Action> factors;
  std::vector<std::uint32_t> factor_of(action.parts.size());
  std::vector<std::uint32_t> position(action.parts.size());
  for (const auto& members : classes_of(sets, action.parts.size())) {
    factors.emplace_back();
    for (const std::uint32_t p : members) {
      factor_of[p] = static_cast<std::uint32_t>(factors.size() - 1);
      position[p] = static_cast<std::uint32_t>(factors.back().parts.size());
      factors.back().parts.push_back(std::move(action.parts[p]));
    }
  }
  for (const Moves& moves : action.generators) {
    Moves local;
    for (const auto& [p, image] : moves) local.emplace_back(position[p], position[image]);
    factors[factor_of[moves.front().first]].generators.push_back(std::move(local));
  }
  return factors;
}

}  // namespace isthmus::symmetry

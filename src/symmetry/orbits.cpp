// The number of orbits of a permutation group on {±1}^k (Theory §7).
//
// Problem. The group comes as generators and may have 1000! elements; there are 2^k sign vectors.
//
// Idea. Make the group smaller as long as possible: parts of which all permutations are there
// become one part, parts that always move together become one part (collapse.cpp). Split what is
// left into independent factors; orbits multiply. A factor is a part that nothing moves, or few
// enough colourings to list, or a group small enough to list; otherwise it is bounded: all
// permutations inside each orbit of positions are a larger group, which has at most as many orbits.
//
// Invariant. Smallest members of orbits go along with every step: the smallest sign vector in an
// orbit, read in the order in which the steps line the points up, is put together from smallest
// parts. Nearly linear in the moved points as long as the steps apply.
#include "isthmus/symmetry/orbits.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "symmetry/action.hpp"

namespace isthmus {
namespace {

using symmetry::Action;
using symmetry::Moves;
using symmetry::Part;

void check_permutation(const Moves& moves, std::size_t points) {
  std::vector<std::uint32_t> images;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    ensure(moves[i].first < points, "a permutation moves points that exist");
    ensure(i == 0 || moves[i - 1].first < moves[i].first, "moved points are listed in order");
    images.push_back(moves[i].second);
  }
  std::sort(images.begin(), images.end());
  for (std::size_t i = 0; i < moves.size(); ++i) {
    ensure(images[i] == moves[i].first, "the moved points are the images");
  }
}

Action start(std::size_t points, const std::vector<Moves>& generators) {
  Action action;
  for (std::uint32_t p = 0; p < points; ++p) action.parts.push_back(symmetry::single_point(p));
  for (const Moves& generator : generators) {
    Moves moves = generator;
    std::erase_if(moves, [](const auto& move) { return move.first == move.second; });
    if (!moves.empty()) action.generators.push_back(std::move(moves));
  }
  return action;
}

// The orbit of the vector without − is an orbit of its own, whatever the group.
Part bounds(const Action& action, const OrbitOptions& options) {
  Part result = symmetry::product(action.parts, 1);
  for (const auto& orbit : symmetry::orbits_of_positions(action)) {
    result.at_least *= symmetry::multiset_count(action.parts[orbit.front()].count(), orbit.size());
    // The product counted every position as fixed.
    for (const std::uint32_t p : orbit) result.at_least /= action.parts[p].count();
  }
  result.reason =
      "the symmetries of " + std::to_string(result.reading.size()) +
      " locked edges are no product of full symmetric groups, and there are more than 2^" +
      std::to_string(options.max_listed_points) + " sign vectors and more than " +
      std::to_string(options.max_group) + " symmetries or too many steps";
  result.all_listed = false;
  return result;
}

Part solve(Action factor, const OrbitOptions& options) {
  if (factor.generators.empty()) return std::move(factor.parts.front());
  if (auto listed = symmetry::list_colourings(factor, options)) return std::move(*listed);
  if (auto counted = symmetry::list_elements(factor, options)) return std::move(*counted);
  return bounds(factor, options);
}

// Signs in the order of the points.
SignVector arranged(const SignVector& pattern, const std::vector<std::uint32_t>& reading) {
  SignVector signs(pattern.size());
  for (std::size_t i = 0; i < pattern.size(); ++i) signs[reading[i]] = pattern[i];
  return signs;
}

}  // namespace

SignOrbits sign_orbits(std::size_t points, const std::vector<Moves>& generators,
                       const OrbitOptions& options) {
  for (const Moves& moves : generators) check_permutation(moves, points);
  Action action = start(points, generators);
  while (symmetry::collapse_swaps(action, options.keep) ||
         symmetry::merge_copies(action, options.keep)) {
  }
  std::vector<Part> parts;
  for (Action& factor : symmetry::split(std::move(action))) {
    parts.push_back(solve(std::move(factor), options));
  }
  Part all = symmetry::product(parts, options.keep);
  SignOrbits result{std::move(all.at_least), std::move(all.at_most), std::move(all.reason), {},
                    all.all_listed,          std::move(all.reading)};
  if (all.patterns.size() > options.keep) all.patterns.clear();
  for (const SignVector& pattern : all.patterns) {
    result.representatives.push_back(arranged(pattern, result.reading));
  }
  result.all_listed = result.at_most == result.representatives.size();
  return result;
}

}  // namespace isthmus

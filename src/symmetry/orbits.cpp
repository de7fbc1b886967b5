// The number of orbits of a permutation group on {±1}^k (Theory §7).
//
// Problem. The group comes as generators and may have 1000! elements; there are 2^k sign vectors.
//
// Idea. Split the group into independent factors; orbits multiply. For each factor take the first
// method that applies: a fixed point (2 orbits), all permutations of equal blocks (closed form), a
// list of the 2^k vectors, a list of the group. What is left is bounded: orbits of a larger group,
// all permutations inside each orbit of points, are at most as many.
//
// Invariant. Smallest members of orbits go together with the product: a vector is smallest in its
// orbit, read factor by factor, if and only if each part is. O(k) plus the methods.
#include "isthmus/symmetry/orbits.hpp"

#include <algorithm>
#include <numeric>

#include "isthmus/error.hpp"
#include "symmetry/factor.hpp"

namespace isthmus {
namespace {

using symmetry::Factor;
using symmetry::Moves;

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

SignOrbits fixed_point(std::size_t keep) {
  SignOrbits result{2, 2, "", {}, keep >= 2, {0}};
  for (const std::int8_t sign : {std::int8_t{1}, std::int8_t{-1}}) {
    if (result.representatives.size() < keep) result.representatives.push_back({sign});
  }
  return result;
}

// All signs equal is an orbit of its own, whatever the group.
SignOrbits bounds(const Factor& factor, const OrbitOptions& options) {
  SignOrbits result;
  for (const auto& orbit : symmetry::point_orbits(factor)) result.at_least *= orbit.size() + 1;
  result.at_most = Integer(1) << factor.size();
  result.reason =
      "a group on " + std::to_string(factor.size()) +
      " locked edges is no full symmetric group, has too many sign vectors to list (more "
      "than 2^" +
      std::to_string(options.max_listed_points) + ") and too many elements";
  if (options.keep > 0) result.representatives.emplace_back(factor.size(), std::int8_t{1});
  result.all_listed = false;
  result.reading.resize(factor.size());
  std::iota(result.reading.begin(), result.reading.end(), 0U);
  return result;
}

// Places the signs of one part, given in positions of the part, into a vector on all points.
void place(const SignVector& part, const Factor& factor, SignVector& whole) {
  for (std::size_t i = 0; i < part.size(); ++i) whole[factor.points[i]] = part[i];
}

// The first `keep` choices of one representative for each factor, the last factor changing
// fastest. A list that was cut short ends the whole list where it ends.
void list_products(const std::vector<Factor>& factors, const std::vector<SignOrbits>& parts,
                   std::size_t points, std::size_t keep, SignOrbits& result) {
  std::vector<std::size_t> chosen(factors.size(), 0);
  SignVector signs(points, 1);
  for (std::size_t f = 0; f < factors.size(); ++f) {
    place(parts[f].representatives.front(), factors[f], signs);
  }
  while (result.representatives.size() < keep) {
    result.representatives.push_back(signs);
    std::size_t f = factors.size();
    while (f > 0 && chosen[f - 1] + 1 == parts[f - 1].representatives.size()) {
      --f;
      if (!parts[f].all_listed) return;
      chosen[f] = 0;
      place(parts[f].representatives.front(), factors[f], signs);
    }
    if (f == 0) return;
    place(parts[f - 1].representatives[++chosen[f - 1]], factors[f - 1], signs);
  }
}

}  // namespace

SignOrbits symmetry::factor_orbits(const Factor& factor, const OrbitOptions& options) {
  if (factor.generators.empty()) return fixed_point(options.keep);
  if (auto closed = orbits_of_equal_blocks(factor, options.keep)) return std::move(*closed);
  if (factor.size() <= options.max_listed_points) return orbits_by_listing(factor, options.keep);
  if (auto counted = orbits_by_elements(factor, options)) return std::move(*counted);
  return bounds(factor, options);
}

SignOrbits sign_orbits(std::size_t points, const std::vector<Moves>& generators,
                       const OrbitOptions& options) {
  for (const Moves& moves : generators) check_permutation(moves, points);
  const std::vector<Factor> factors = symmetry::independent_factors(points, generators);
  std::vector<SignOrbits> parts;
  SignOrbits result;
  for (const Factor& factor : factors) {
    parts.push_back(symmetry::factor_orbits(factor, options));
    const SignOrbits& part = parts.back();
    result.at_least *= part.at_least;
    result.at_most *= part.at_most;
    if (result.reason.empty()) result.reason = part.reason;
    for (const std::uint32_t p : part.reading) result.reading.push_back(factor.points[p]);
  }
  if (options.keep > 0) list_products(factors, parts, points, options.keep, result);
  result.all_listed = result.at_most == result.representatives.size();
  return result;
}

}  // namespace isthmus

// Orbits on sign vectors: every method against every other and against the definition.
#include "isthmus/symmetry/orbits.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"
#include "symmetry/brute_force.hpp"
#include "symmetry/factor.hpp"

using namespace isthmus;
using namespace isthmus::test;
using isthmus::symmetry::Factor;
using isthmus::symmetry::Moves;

namespace {

Moves moves_of(const Permutation& permutation) {
  Moves moves;
  for (std::uint32_t p = 0; p < permutation.size(); ++p) {
    if (permutation[p] != p) moves.emplace_back(p, permutation[p]);
  }
  return moves;
}

/// A random permutation that moves few points, so that factors occur.
Moves random_moves(Random& random, std::uint32_t points) {
  Permutation permutation(points);
  std::iota(permutation.begin(), permutation.end(), 0U);
  for (std::uint64_t swaps = 1 + random.below(3); swaps > 0; --swaps) {
    std::swap(permutation[random.below(points)], permutation[random.below(points)]);
  }
  return moves_of(permutation);
}

Factor whole(std::uint32_t points, std::vector<Moves> generators) {
  Factor factor{{}, std::move(generators)};
  for (std::uint32_t p = 0; p < points; ++p) factor.points.push_back(p);
  return factor;
}

/// All permutations of n blocks of k points; point j of block i is placed[i * k + j].
std::vector<Moves> block_swaps(std::uint32_t n, std::uint32_t k, const Permutation& placed) {
  std::vector<Moves> generators;
  for (std::uint32_t i = 0; i + 1 < n; ++i) {
    Permutation swap(n * k);
    std::iota(swap.begin(), swap.end(), 0U);
    for (std::uint32_t j = 0; j < k; ++j) {
      std::swap(swap[placed[i * k + j]], swap[placed[(i + 1) * k + j]]);
    }
    generators.push_back(moves_of(swap));
  }
  return generators;
}

Permutation shuffled(Random& random, std::uint32_t points) {
  Permutation place(points);
  std::iota(place.begin(), place.end(), 0U);
  for (std::uint32_t i = points; i > 1; --i) std::swap(place[i - 1], place[random.below(i)]);
  return place;
}

std::set<Signs> smallest_of(const std::set<std::set<Signs>>& orbits,
                            const std::vector<std::uint32_t>& reading) {
  std::set<Signs> result;
  for (const auto& orbit : orbits) {
    std::set<Signs> read;
    for (const Signs& signs : orbit) {
      read.emplace();
      Signs along;
      for (const std::uint32_t p : reading) along.push_back(static_cast<std::int8_t>(-signs[p]));
      read.insert(along);
    }
    read.erase(Signs{});
    result.insert(reading.empty() ? Signs{} : *read.begin());
  }
  return result;
}

void check_complete(const SignOrbits& found, const std::set<std::set<Signs>>& orbits) {
  REQUIRE(found.determined());
  CHECK(found.at_least == orbits.size());
  REQUIRE(found.all_listed);
  std::vector<Signs> listed;
  for (const SignVector& signs : found.representatives) {
    listed.emplace_back();
    for (const std::uint32_t p : found.reading) {
      listed.back().push_back(static_cast<std::int8_t>(-signs[p]));
    }
  }
  const std::set<Signs> expected = smallest_of(orbits, found.reading);
  CHECK(listed == std::vector<Signs>(expected.begin(), expected.end()));
}

const OrbitOptions everything{.keep = 5000};

}  // namespace

TEST_CASE("no points: one orbit, the empty vector") {
  const SignOrbits none = sign_orbits(0, {});
  CHECK(none.at_least == 1);
  CHECK(none.determined());
  CHECK(none.representatives == std::vector<SignVector>{{}});
}

TEST_CASE("without symmetries every sign vector is an orbit") {
  const SignOrbits free = sign_orbits(3, {{}}, everything);
  CHECK(free.at_least == 8);
  CHECK(free.representatives.size() == 8);
  CHECK(free.representatives[1] == SignVector{1, 1, -1});
  CHECK(sign_orbits(5000, {}).at_most == Integer(1) << 5000);
}

TEST_CASE("random groups: listing, Burnside and the definition agree") {
  Random random(40);
  std::size_t closed = 0;
  for (int trial = 0; trial < 1200; ++trial) {
    const auto points = static_cast<std::uint32_t>(1 + random.below(7));
    std::vector<Moves> generators;
    for (std::uint64_t g = random.below(4); g > 0; --g) {
      generators.push_back(random_moves(random, points));
    }
    const auto orbits = all_orbits(points, closure(points, generators));
    check_complete(sign_orbits(points, generators, everything), orbits);
    const Factor factor = whole(points, generators);
    check_complete(symmetry::orbits_by_listing(factor, 5000), orbits);
    check_complete(*symmetry::orbits_by_elements(factor, everything), orbits);
    const auto blocks = symmetry::orbits_of_equal_blocks(factor, 5000);
    if (!blocks) continue;
    ++closed;
    check_complete(*blocks, orbits);
  }
  CHECK(closed > 100);
}

TEST_CASE("equal blocks in any arrangement are recognised and counted") {
  Random random(41);
  for (int trial = 0; trial < 150; ++trial) {
    const auto n = static_cast<std::uint32_t>(2 + random.below(3));
    const auto k = static_cast<std::uint32_t>(1 + random.below(n == 4 ? 2 : 3));
    const auto generators = block_swaps(n, k, shuffled(random, n * k));
    const auto blocks = symmetry::orbits_of_equal_blocks(whole(n * k, generators), 5000);
    REQUIRE(blocks.has_value());
    check_complete(*blocks, all_orbits(n * k, closure(n * k, generators)));
  }
}

TEST_CASE("a cyclic group is not taken for a symmetric one") {
  const Moves turn{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}};
  CHECK_FALSE(symmetry::orbits_of_equal_blocks(whole(5, {turn}), 10).has_value());
  CHECK(sign_orbits(5, {turn}).at_least == 8);  // necklaces of five beads
  // Two triangles turned by independent rotations, exchanged together: not one S_3.
  const Moves a{{0, 1}, {1, 0}, {3, 4}, {4, 3}};
  const Moves b{{1, 2}, {2, 1}, {3, 5}, {5, 3}};
  const auto orbits = all_orbits(6, closure(6, std::vector<Moves>{a, b}));
  check_complete(sign_orbits(6, {a, b}, everything), orbits);
}

TEST_CASE("wide blocks are counted and their first representatives listed") {
  Permutation in_order(300);
  std::iota(in_order.begin(), in_order.end(), 0U);
  const SignOrbits wide = sign_orbits(300, block_swaps(3, 100, in_order), {.keep = 3});
  const Integer last = (Integer(1) << 100) - 1;
  CHECK(wide.at_most == (last + 1) * (last + 2) * (last + 3) / 6);
  REQUIRE(wide.representatives.size() == 3);
  SignVector third(300, 1);
  third[299] = third[298] = 1;
  third[298] = -1;
  CHECK(wide.representatives[2] == third);
}

TEST_CASE("many points under a small group: Burnside, and Read's generation in order") {
  // 30 points in six necklaces of five, all turned at once.
  Moves turn;
  for (std::uint32_t p = 0; p < 30; ++p) turn.emplace_back(p, p / 5 * 5 + (p + 1) % 5);
  const SignOrbits turned = sign_orbits(30, {turn}, {.keep = 50});
  CHECK(turned.determined());
  CHECK(turned.at_least == ((Integer(1) << 30) + 4 * (Integer(1) << 6)) / 5);
  REQUIRE(turned.representatives.size() == 50);
  for (std::size_t i = 0; i + 1 < 50; ++i) {
    CHECK(turned.representatives[i] > turned.representatives[i + 1]);  // + before −
  }
}

TEST_CASE("what cannot be counted is bounded and says why") {
  // The alternating group on 24 points, generated by 3-cycles: no transposition shows up.
  std::vector<Moves> generators;
  for (std::uint32_t p = 0; p + 2 < 24; ++p) {
    generators.push_back({{p, p + 1}, {p + 1, p + 2}, {p + 2, p}});
  }
  const SignOrbits open = sign_orbits(25, generators, {.max_group = 1000});
  CHECK_FALSE(open.determined());
  CHECK(open.at_least == 2 * 25);
  CHECK(open.at_most == Integer(1) << 25);
  CHECK_FALSE(open.reason.empty());
  CHECK_FALSE(open.all_listed);
  REQUIRE_FALSE(open.representatives.empty());
  CHECK(open.representatives.front() == SignVector(25, 1));
}

TEST_CASE("what is no permutation is refused") {
  CHECK_THROWS_AS(static_cast<void>(sign_orbits(2, {{{0, 1}}})), Error);
  CHECK_THROWS_AS(static_cast<void>(sign_orbits(2, {{{1, 2}, {2, 1}}})), Error);
  CHECK_THROWS_AS(static_cast<void>(sign_orbits(3, {{{0, 1}, {1, 1}}})), Error);
}

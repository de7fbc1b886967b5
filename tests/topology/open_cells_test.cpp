// Cells of arrangements against known numbers and against signs of random points.
#include "topology/open_cells.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "support/random_network.hpp"

using namespace isthmus;
using namespace isthmus::test;
using namespace isthmus::topology;

namespace {

std::vector<Plane> resonance(std::size_t n) {
  std::vector<Plane> planes;
  for (NodeMask set = 1; set < NodeMask{1} << n; ++set) planes.push_back({set, 0});
  return planes;
}

template <class Number>
std::vector<std::int8_t> signs_at(const std::vector<Plane>& planes, const std::vector<Number>& x) {
  std::vector<std::int8_t> signs;
  for (const Plane& plane : planes) {
    Number sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if ((plane.set >> i & 1) != 0) sum += x[i];
    }
    signs.push_back(static_cast<std::int8_t>(sum > 0 ? 1 : sum < 0 ? -1 : 0));
  }
  return signs;
}

}  // namespace

TEST_CASE("the resonance arrangement has 2, 6, 32, 370, 11292 cells") {
  const std::vector<std::size_t> known{2, 6, 32, 370, 11292};
  for (std::size_t n = 1; n <= known.size(); ++n) {
    const auto planes = resonance(n);
    const OpenCells found = open_cells(n, planes, 20'000);
    CHECK(found.complete);
    CHECK(found.cells.size() == known[n - 1]);
    CHECK(Integer(known[n - 1]) <= most_cells(n, planes.size()));
    for (const OpenCell& cell : found.cells) CHECK(signs_at(planes, cell.point) == cell.signs);
  }
}

TEST_CASE("a limit that is too small is said, and one that just suffices is enough") {
  CHECK_FALSE(open_cells(4, resonance(4), 369).complete);
  CHECK(open_cells(4, resonance(4), 369).cells.empty());
  CHECK(open_cells(4, resonance(4), 370).cells.size() == 370);
  CHECK_FALSE(open_cells(3, resonance(3), 1000, [] { return true; }).complete);
}

TEST_CASE("general position attains the bound") {
  // Braid arrangement in partial sums: intervals of a chain, (n + 1)! cells.
  std::vector<Plane> intervals;
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = a; b < 4; ++b) {
      intervals.push_back({(NodeMask{2} << b) - (NodeMask{1} << a), 0});
    }
  }
  CHECK(open_cells(4, intervals, 1000).cells.size() == 120);
  CHECK(most_cells(2, 3) == 6);
  CHECK(most_cells(3, 4) == 14);
  CHECK(most_cells(3, 3) == 8);
}

TEST_CASE("random arrangements with sides: the cells are the sign vectors of random points") {
  Random random(5);
  std::size_t one_sided = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t n = 2 + random.below(3);
    std::vector<Plane> planes;
    for (std::size_t i = 0; i < n; ++i) planes.push_back({NodeMask{1} << i, 0});
    for (const Plane& plane : resonance(n)) {
      if (std::popcount(plane.set) > 1 && random.chance(50)) planes.push_back(plane);
    }
    for (Plane& plane : planes) {
      if (random.chance(20)) plane.side = random.chance(50) ? 1 : -1;
    }
    std::set<std::vector<std::int8_t>> listed;
    for (const OpenCell& cell : open_cells(n, planes, 10'000).cells) {
      CHECK(signs_at(planes, cell.point) == cell.signs);
      CHECK(listed.insert(cell.signs).second);
    }
    std::set<std::vector<std::int8_t>> seen;
    for (int draw = 0; draw < 4000; ++draw) {
      std::vector<std::int64_t> x;
      for (std::size_t i = 0; i < n; ++i) x.push_back(random.between(-1000, 1000));
      const auto signs = signs_at(planes, x);
      bool counts = true;
      for (std::size_t p = 0; p < planes.size(); ++p) {
        counts = counts && signs[p] != 0 && planes[p].side != -signs[p];
      }
      if (counts) seen.insert(signs);
    }
    CHECK(std::includes(listed.begin(), listed.end(), seen.begin(), seen.end()));
    if (n < 4) CHECK(listed == seen);
    one_sided += listed.size() < 6 ? 1 : 0;
  }
  CHECK(one_sided > 0);
}

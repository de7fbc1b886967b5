#include "motion/block_matching.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <random>

using namespace isthmus::motion;

namespace {

using Items = std::vector<std::uint32_t>;
using Table = std::vector<std::vector<bool>>;  // may left item i have right item j?

Items items_from(std::uint32_t first, std::size_t count) {
  Items items(count);
  std::iota(items.begin(), items.end(), first);
  return items;
}

bool some_order_fits(const Table& table) {
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), 0U);
  do {
    bool fits = true;
    for (std::size_t i = 0; i < order.size(); ++i) fits = fits && table[i][order[i]];
    if (fits) return true;
  } while (std::next_permutation(order.begin(), order.end()));
  return false;
}

Table random_table(std::mt19937& random, std::size_t n) {
  Table table(n, std::vector<bool>(n));
  for (auto& row : table) {
    for (std::size_t j = 0; j < n; ++j) row[j] = random() % 5 < 2;
  }
  return table;
}

auto is_choosy(const Table& table) {
  return [&](std::uint32_t l) {
    return std::find(table[l].begin(), table[l].end(), false) != table[l].end();
  };
}

auto partners_in(const Table& table) {
  return [&](std::uint32_t l, const auto& take) {
    for (std::size_t j = 0; j < table.size(); ++j) {
      if (table[l][j] && take(j)) return;
    }
  };
}

}  // namespace

TEST_CASE("a matching is found exactly if there is one, and else a set that Hall forbids") {
  std::mt19937 random(1);
  int found = 0;
  for (int round = 0; round < 2000; ++round) {
    const Table table = random_table(random, 1 + random() % 6);
    const Items left = items_from(0, table.size());
    const Items right = items_from(0, table.size());
    BlockMatching matching(left, right);
    const bool matched = matching.run(is_choosy(table), partners_in(table));
    REQUIRE(matched == some_order_fits(table));
    found += matched ? 1 : 0;
    if (matched) {
      Items images = matching.images();
      for (std::size_t i = 0; i < images.size(); ++i) CHECK(table[i][images[i]]);
      std::sort(images.begin(), images.end());
      CHECK(images == right);
      continue;
    }
    const HallSet& shortage = matching.shortage();
    CHECK(shortage.blocks.size() > shortage.images.size());
    for (const std::uint32_t l : shortage.blocks) {
      for (const std::uint32_t r : right) {
        const bool listed = std::binary_search(shortage.images.begin(), shortage.images.end(), r);
        if (table[l][r]) CHECK(listed);
      }
    }
  }
  CHECK((found > 200 && found < 1800));
}

TEST_CASE("an augmenting path of a million items costs no stack") {
  // Item i takes place i; the last one may only have place 0, so that all must move up by one.
  const std::size_t n = 1'000'000;
  const Items left = items_from(0, n);
  const Items right = items_from(static_cast<std::uint32_t>(n), n);
  BlockMatching matching(left, right);
  const bool matched = matching.run([](std::uint32_t) { return true; },
                                    [&](std::uint32_t l, const auto& take) {
                                      if (l + 1 == n) return void(take(0));
                                      if (!take(l)) take(l + 1);
                                    });
  REQUIRE(matched);
  const Items images = matching.images();
  CHECK(images.back() == right.front());
  CHECK(images.front() == right[1]);
  CHECK(images[n - 2] == right[n - 1]);
}

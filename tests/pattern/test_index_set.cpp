// Sets of indices against std::set.
#include <doctest/doctest.h>

#include <random>
#include <set>
#include <vector>

#include "isthmus/pattern/index_set.hpp"

using isthmus::IndexSet;

namespace {

IndexSet drawn(std::mt19937& random, std::size_t limit, std::set<std::size_t>& twin) {
  IndexSet out;
  for (std::size_t i = random() % 20; i > 0; --i) {
    const std::size_t index = random() % limit;
    out.insert(index);
    twin.insert(index);
  }
  return out;
}

std::vector<std::size_t> list(const std::set<std::size_t>& twin) {
  return {twin.begin(), twin.end()};
}

}  // namespace

TEST_CASE("Sets of indices agree with std::set, below and above one word") {
  std::mt19937 random(1);
  for (const std::size_t limit : {5U, 64U, 65U, 300U}) {
    for (int round = 0; round < 200; ++round) {
      std::set<std::size_t> a_twin, b_twin, both, either, only;
      const IndexSet a = drawn(random, limit, a_twin), b = drawn(random, limit, b_twin);
      either = a_twin;
      either.insert(b_twin.begin(), b_twin.end());
      for (const std::size_t x : a_twin) (b_twin.contains(x) ? both : only).insert(x);
      CHECK(a.elements() == list(a_twin));
      CHECK(a.size() == a_twin.size());
      CHECK((a | b).elements() == list(either));
      CHECK((a & b).elements() == list(both));
      CHECK((a - b).elements() == list(only));
      CHECK(a.meets(b) == !both.empty());
      CHECK(a.least_common(b) == (both.empty() ? IndexSet::none : *both.begin()));
      CHECK(a.is_subset_of(b) == only.empty());
      CHECK((a == b) == (a_twin == b_twin));
      CHECK(((a - b) | (a & b)) == a);
      if (!a.empty()) CHECK(a.least() == *a_twin.begin());
      IndexSet emptied = a;
      for (const std::size_t x : a_twin) emptied.erase(x);
      CHECK(emptied == IndexSet{});
    }
    CHECK(IndexSet::below(limit).size() == limit);
    CHECK(IndexSet::below(limit).contains(limit - 1));
    CHECK(!IndexSet::below(limit).contains(limit));
  }
  CHECK(IndexSet::below(0).empty());
}

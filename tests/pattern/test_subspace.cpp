// Subspaces against all vectors of a small grid, with both kinds of integers.
#include <doctest/doctest.h>

#include <random>

#include "pattern/witness/subspace.hpp"

namespace isthmus::pattern {
namespace {

template <class N>
Subspace<N> drawn(std::mt19937& random, std::size_t ambient, int size) {
  Subspace<N> out(ambient);
  for (std::size_t count = random() % (ambient + 1); count > 0; --count) {
    Vector<N> v;
    for (std::size_t j = 0; j < ambient; ++j) v.push_back(N(static_cast<int>(random() % 5) - size));
    out.add(v);
  }
  return out;
}

// Calls visit with every vector with entries -2 … 2.
template <class N, class Visit>
void for_each_small_vector(std::size_t ambient, const Visit& visit) {
  std::size_t count = 1;
  for (std::size_t j = 0; j < ambient; ++j) count *= 5;
  for (std::size_t code = 0; code < count; ++code) {
    Vector<N> v;
    for (std::size_t j = 0, rest = code; j < ambient; ++j, rest /= 5) {
      v.push_back(N(static_cast<int>(rest % 5) - 2));
    }
    visit(v);
  }
}

template <class N>
void check_laws() {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    const std::size_t ambient = 1 + random() % 4;
    const Subspace<N> a = drawn<N>(random, ambient, 2), b = drawn<N>(random, ambient, 2);
    Subspace<N> sum = a;
    sum.add(b);
    const Subspace<N> both = a.intersection(b);
    CHECK(both == b.intersection(a));
    CHECK(sum.dimension() + both.dimension() == a.dimension() + b.dimension());
    for_each_small_vector<N>(ambient, [&](const Vector<N>& v) {
      CHECK(both.contains(v) == (a.contains(v) && b.contains(v)));
      Subspace<N> larger = a;
      CHECK(larger.add(v) == !a.contains(v));
      CHECK(larger.contains(v));
    });
  }
}

}  // namespace

TEST_CASE("Sums and intersections of subspaces, with machine integers") {
  check_laws<CheckedInteger>();
}
TEST_CASE("Sums and intersections of subspaces, with unbounded integers") { check_laws<Integer>(); }

TEST_CASE("Coordinate spaces have the vectors that are 0 elsewhere") {
  IndexSet columns;
  columns.insert(0);
  columns.insert(2);
  const auto space = Subspace<CheckedInteger>::coordinates(3, columns);
  CHECK(space.dimension() == 2);
  for_each_small_vector<CheckedInteger>(3, [&](const Vector<CheckedInteger>& v) {
    CHECK(space.contains(v) == (v[1] == CheckedInteger(0)));
  });
}

TEST_CASE("Equal spaces have equal bases, whatever they were made of") {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    const auto a = drawn<CheckedInteger>(random, 4, 2);
    const auto b = drawn<CheckedInteger>(random, 4, 2);
    Subspace<CheckedInteger> left = a, right = b;
    left.add(b);
    right.add(a);
    CHECK(left == right);
  }
}

TEST_CASE("Numbers that are too long are noticed, and unbounded ones take over") {
  const std::int64_t large = std::int64_t{1} << 40;
  const auto determinant = [&]<class N>() {
    Subspace<N> out(2);
    out.add({N(large), N(large + 1)});
    out.add({N(large - 1), N(large)});
    return out.dimension();
  };
  CHECK_THROWS_AS((void)determinant.template operator()<CheckedInteger>(), Overflow);
  CHECK(with_small_integers(determinant) == 2);
  CHECK_THROWS_AS((void)(CheckedInteger(large) * CheckedInteger(large)), Overflow);
  CHECK_THROWS_AS((void)from_integer<CheckedInteger>(Integer(large) * large), Overflow);
}

}  // namespace isthmus::pattern

// The refuter: it never refutes what is attained, refutes the known limits, and what it says holds.
#include <doctest/doctest.h>

#include <random>

#include "isthmus/pattern/check_witness.hpp"
#include "pattern/states.hpp"
#include "pattern/witness/refuter.hpp"

namespace isthmus::pattern {
namespace {

using test::drawn_member;
using test::drawn_state;
using test::state_of;

RationalMatrix matrix(std::initializer_list<std::initializer_list<int>> rows) {
  RationalMatrix out(rows.size(), rows.begin()->size());
  std::size_t i = 0;
  for (const auto& row : rows) {
    std::size_t j = 0;
    for (const int x : row) out(i, j++) = x;
    ++i;
  }
  return out;
}

std::optional<Refutation> refuted(const PatternState& state, const RationalMatrix& limit,
                                  Orientation side) {
  Budget budget(200'000);
  return refute(state, limit, side, budget);
}

Witness claim(const PatternState& state, const RationalMatrix& limit, Orientation side,
              const Refutation& tree) {
  return {limit, {}, state, side, tree};
}

}  // namespace

TEST_CASE("What is attained is never refuted") {
  std::mt19937 random(11);
  for (int round = 0; round < 20000; ++round) {
    const PatternState state =
        drawn_state(random, 1 + random() % 4, 1 + random() % 4, random() % 5);
    const RationalMatrix member = drawn_member(random, state);
    for (const Orientation side : {Orientation::rows, Orientation::columns}) {
      CHECK(!refuted(state, member, side));
    }
  }
}

TEST_CASE("Limits that are not attained are refuted, and the refutations hold") {
  struct Case {
    PatternState state;
    RationalMatrix limit;
  };
  const std::vector<Case> cases{
      {state_of(2, 2, {"01x01", "1x1"}), matrix({{0, 1}, {1, 0}})},          // LU
      {state_of(2, 3, {"01x01", "01x12"}), matrix({{0, 1, 0}, {1, 0, 1}})},  // fork
      {state_of(3, 3, {"012x012", "12x12", "2x2"}), matrix({{0, 1, 0}, {1, 0, 0}, {0, 0, 0}})},
      {state_of(3, 3, {"01x01", "02x012", "012x02"}), matrix({{1, 0, 0}, {0, 1, 1}, {0, 1, 1}})},
  };
  for (const Case& known : cases) {
    int sides = 0;
    for (const Orientation side : {Orientation::rows, Orientation::columns}) {
      const auto tree = refuted(known.state, known.limit, side);
      if (!tree) continue;
      ++sides;
      CHECK(fault_of_refutation(claim(known.state, known.limit, side, *tree)) == std::nullopt);
    }
    CHECK(sides > 0);
  }
}

TEST_CASE("Random matrices: every refutation found is confirmed by the checker") {
  std::mt19937 random(12);
  int found = 0;
  for (int round = 0; round < 1500; ++round) {
    const PatternState state =
        drawn_state(random, 2 + random() % 2, 2 + random() % 2, 2 + random() % 2);
    RationalMatrix limit(state.rows.size(), state.columns.size());
    for (std::size_t i = 0; i < limit.rows(); ++i) {
      for (std::size_t j = 0; j < limit.cols(); ++j)
        limit(i, j) = static_cast<int>(random() % 3) - 1;
    }
    for (const Orientation side : {Orientation::rows, Orientation::columns}) {
      const auto tree = refuted(state, limit, side);
      if (!tree) continue;
      ++found;
      CHECK(fault_of_refutation(claim(state, limit, side, *tree)) == std::nullopt);
    }
  }
  CHECK(found > 500);
}

TEST_CASE("A budget that ends leaves the question open") {
  Budget none(1);
  CHECK(
      !refute(state_of(2, 2, {"01x01", "1x1"}), matrix({{0, 1}, {1, 0}}), Orientation::rows, none));
}

}  // namespace isthmus::pattern

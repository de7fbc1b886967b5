// Reductions: each step is valid, big patterns vanish, and renaming changes no verdict.
#include <doctest/doctest.h>

#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "pattern/cases.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/reduce/reduce.hpp"
#include "pattern/row_types.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

// Replays all of `reduced` from `state`; the number of steps, each of which must be valid.
std::size_t replay(PatternState state, const ReducedState& reduced) {
  std::size_t steps = 0;
  for (const Reduction& step : reduced.reductions) {
    REQUIRE(is_valid(state, step));
    apply(state, step);
    ++steps;
  }
  CHECK(state == reduced.rest);
  for (const auto& [neurons, part] : reduced.parts) {
    steps += replay(part_of(state, neurons), part);
  }
  return steps;
}

std::vector<CanonicalCode> leaf_codes(const PatternState& state) {
  const ReducedState reduced = reduce(state);
  std::vector<CanonicalCode> out;
  for (const PatternState* leaf : leaves(reduced)) out.push_back(canonical_code(*leaf).value());
  std::sort(out.begin(), out.end());
  return out;
}

// Neurons in blocks of `neurons` each, every block on its own rows and columns.
PatternState blocks(std::size_t count, std::size_t rows, std::size_t neurons, std::size_t columns) {
  PatternState out{IndexSet::below(count * rows), IndexSet::below(count * columns), {}, {}};
  out.free.resize(count * rows);
  for (std::size_t b = 0; b < count; ++b) {
    for (std::size_t k = 0; k < neurons; ++k) {
      Rectangle neuron{b * neurons + k, {}, {}};
      for (std::size_t i = 0; i < rows; ++i) neuron.rows.insert(b * rows + i);
      for (std::size_t j = 0; j < columns; ++j) neuron.columns.insert(b * columns + j);
      out.neurons.push_back(std::move(neuron));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("Every step of a reduction is valid, and says so when it is spoilt") {
  std::mt19937 random(1);
  std::size_t steps = 0;
  for (int round = 0; round < 2000; ++round) {
    PatternState pattern = random_pattern(1 + random() % 5, 1 + random() % 5, 1 + random() % 5,
                                          30 + random() % 60, random);
    for (IndexSet& free : pattern.free) {
      if (random() % 4 == 0) free.insert(random() % 5);
    }
    steps += replay(pattern, reduce(pattern));
  }
  CHECK(steps > 4000);
  const PatternState lu = state(2, 2, {{"01", "01"}, {"1", "1"}});
  CHECK(is_valid(lu, LinearReduction{{1}, Orientation::rows}));
  CHECK(!is_valid(lu, LinearReduction{{0}, Orientation::rows}));
  CHECK(!is_valid(lu, LinearReduction{{0, 1}, Orientation::rows}));
  CHECK(!is_valid(lu, LinearReduction{{1, 1}, Orientation::rows}));
  CHECK(!is_valid(lu, LinearReduction{{2}, Orientation::rows}));
  CHECK(!is_valid(lu, StripReduction{0, Orientation::rows, 1}));
  CHECK(!is_valid(lu, DropReduction{0}));
  CHECK(!is_valid(lu, TwinReduction{Orientation::rows, IndexSet::below(1)}));
  const PatternState torn = state(2, 2, {{"01", "01"}}, {{0, 1}, {1, 0}});
  const auto piece = [](std::size_t i, std::size_t j) {
    IndexSet rows, columns;
    rows.insert(i);
    columns.insert(j);
    return std::pair{rows, columns};
  };
  CHECK(is_valid(torn, SplitReduction{0, {piece(0, 0), piece(1, 1)}}));
  CHECK(!is_valid(torn, SplitReduction{0, {piece(0, 1), piece(1, 0)}}));
  CHECK(!is_valid(torn, SplitReduction{0, {piece(0, 0)}}));
}

TEST_CASE("Reduced states are the same after renaming") {
  std::mt19937 random(2);
  std::size_t irreducible = 0;
  for (int round = 0; round < 3000; ++round) {
    const PatternState pattern = random_pattern(1 + random() % 4, 1 + random() % 4,
                                                1 + random() % 4, 50 + random() % 40, random);
    const auto codes = leaf_codes(pattern);
    irreducible += codes.size();
    CHECK(codes == leaf_codes(renamed(pattern, random)));
    CHECK(canonical_code(pattern) == canonical_code(renamed(pattern, random)));
    for (const CanonicalCode& code : codes) CHECK(canonical_code(state_of(code)) == code);
  }
  CHECK(irreducible > 400);
}

TEST_CASE("What is linear reduces to nothing, however large") {
  const auto vanishes = [](const PatternState& pattern) {
    const ReducedState reduced = reduce(pattern);
    return leaves(reduced).empty() && replay(pattern, reduced) < 5000;
  };
  CHECK(vanishes(blocks(1, 1024, 1024, 1024)));
  CHECK(vanishes(blocks(32, 32, 32, 32)));
  CHECK(vanishes(blocks(1024, 1, 1, 1)));
  CHECK(vanishes(blocks(64, 16, 3, 16)));  // disjoint blocks of rank 3
  CHECK(vanishes(blocks(1, 300, 20, 784)));
  std::mt19937 random(3);
  CHECK(vanishes(random_pattern(1, 500, 784, 20, random)));
  CHECK(vanishes(random_pattern(10, 300, 1, 20, random)));
  CHECK(vanishes(renamed(blocks(8, 16, 16, 32), random)));
}

TEST_CASE("A random mask of a usual size is reduced in polynomial time") {
  std::mt19937 random(4);
  for (const std::size_t percent : {1, 3, 10, 50}) {
    const PatternState pattern = random_pattern(100, 300, 784, percent, random);
    const ReducedState reduced = reduce(pattern);
    CHECK(replay(pattern, reduced) + leaves(reduced).size() > 0);
    if (percent == 10) CHECK(leaves(reduced).size() == 1);
    if (percent == 50) CHECK(leaves(reduced).empty());  // enough neurons for every column
  }
}

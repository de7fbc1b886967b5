// Masks of usual sizes: verdicts of structured ones, windows of random ones.
#include <doctest/doctest.h>

#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "pattern/cases.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

// Two butterfly factors of size s²: neuron a·s + b joins the outputs ·s + b to the inputs a·s + ·.
LayerSupports butterfly(std::size_t s) {
  LayerSupports out{{s * s, {}}, {s * s, {}}};
  const auto side = static_cast<std::uint32_t>(s);
  for (std::uint32_t k = 0; k < side * side; ++k) {
    out[0].rows.emplace_back();
    out[1].rows.emplace_back();
    for (std::uint32_t t = 0; t < side; ++t) {
      out[0].rows.back().push_back(k - k % side + t);
      out[1].rows.back().push_back(k % side + t * side);
    }
  }
  return out;
}

// Of four consecutive inputs of a unit, two drawn at random.
LayerSupport two_of_four(std::size_t outputs, std::size_t inputs, std::mt19937& random) {
  LayerSupport out{inputs, {}};
  for (std::size_t i = 0; i < outputs; ++i) {
    out.rows.emplace_back();
    for (std::uint32_t group = 0; group < inputs / 4; ++group) {
      const auto skip = static_cast<std::uint32_t>(random() % 4);
      const auto other = static_cast<std::uint32_t>((skip + 1 + random() % 3) % 4);
      for (std::uint32_t t = 0; t < 4; ++t) {
        if (t != skip && t != other) out.rows.back().push_back(4 * group + t);
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("Structured factors are closed, for reasons that do not grow with their size") {
  const Decision decision = decide(butterfly(32));  // 1024 × 1024
  CHECK(decision.verdict == Closedness::closed);
  CHECK(decision.rules == std::vector<std::string>{"T15"});
  CHECK(decide(butterfly(8)).rules == std::vector<std::string>{"R3", "R4", "R5"});
  std::mt19937 random(1);
  CHECK(decide({two_of_four(300, 784, random), two_of_four(100, 300, random)}).verdict ==
        Closedness::closed);  // enough neurons for every input
}

TEST_CASE("Sparse random masks are not closed, shown in a small window of the mask itself") {
  std::mt19937 random(4);
  for (const std::size_t percent : {1, 5, 10}) {
    const PatternState mask = random_pattern(100, 300, 784, percent, random);
    const LayerSupports layers = layers_of(mask, 784);
    const Decision decision = decide(layers);
    CHECK(decision.verdict == Closedness::not_closed);
    REQUIRE(decision.witness);
    CHECK(!fault_of(layers, *decision.witness));
    CHECK(decision.witness->window.rows.size() <= 3);
    CHECK(decision.witness->window.columns.size() <= 4);
  }
}

TEST_CASE("What is too dense for small windows and too thin to be linear stays undecided") {
  std::mt19937 random(6);
  DecideOptions options;
  options.window_steps = 100'000;
  const Decision decision =
      decide(layers_of(random_pattern(40, 60, 120, 35, random), 120), options);
  CHECK(decision.verdict == Closedness::undecided);
  CHECK(decision.remaining.size() == 1);
  CHECK(!decision.reason.empty());
  CHECK(decision.tried.size() >= 3);
}

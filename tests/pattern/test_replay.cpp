// Proofs replayed: no proof of one pattern proves another that is not closed, broken ones fail.
#include <doctest/doctest.h>

#include <functional>

#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/reduce/steps.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

std::vector<PatternState> not_closed_patterns() {
  std::vector<PatternState> out;
  for (const ClassifiedPattern& known : classified_patterns()) {
    if (!known.closed) out.push_back(two_factor_pattern(known.layers));
  }
  return out;
}

// Random steps, most of them nonsense.
Reduction drawn_reduction(const PatternState& state, std::mt19937& random) {
  const std::size_t k = random() % (state.neurons.size() + 1);
  const Orientation side = random() % 2 == 0 ? Orientation::rows : Orientation::columns;
  IndexSet some;
  for (std::size_t i = 0; i < 3; ++i) {
    if (random() % 2 == 0) some.insert(i);
  }
  switch (random() % 4) {
    case 0:
      return StripReduction{k, side, random() % 3};
    case 1:
      return DropReduction{k};
    case 2:
      return LinearReduction{some.elements(), side};
    default:
      return TwinReduction{side, some};
  }
}

ClosedRule drawn_rule(const PatternState& state, std::mt19937& random) {
  const Orientation side = random() % 2 == 0 ? Orientation::rows : Orientation::columns;
  const Incidence gone{random() % (state.neurons.size() + 1), side, random() % 3};
  switch (random() % 5) {
    case 0:
      return OneNeuron{};
    case 1:
      return TwoNeurons{};
    case 2:
      return DimensionCount{side};
    case 3:
      return Sandwich{side, {gone}};
    default:
      return Absorption{
          {gone},
          {random() % 3},
          std::make_shared<const ClosedProof>(ClosedProof{{}, {DimensionCount{side}}, {}})};
  }
}

// A proof of valid random steps and a random end; almost always one that should fail.
ClosedProof drawn_proof(PatternState state, std::mt19937& random) {
  ClosedProof out;
  for (std::size_t tries = 0; tries < 12; ++tries) {
    const Reduction step = drawn_reduction(state, random);
    if (!is_valid(state, step)) continue;
    apply(state, step);
    out.reductions.push_back(step);
  }
  if (random() % 2 == 0) out.rule.push_back(drawn_rule(state, random));
  return out;
}

}  // namespace

TEST_CASE("No proof of a closed pattern proves one that is not closed") {
  const std::vector<PatternState> targets = not_closed_patterns();
  std::size_t proofs = 0;
  for (const ClassifiedPattern& known : classified_patterns()) {
    if (!known.closed) continue;
    const Decision decision = decide(known.layers);
    REQUIRE(decision.proof);
    if (decision.rules == std::vector<std::string>{"R3"} && ++proofs % 20 != 0) continue;
    for (const PatternState& target : targets) {
      CHECK(!is_proof(target, decision.proof->proof));
      CHECK(!is_full_proof(target, decision.proof->proof));
    }
  }
}

TEST_CASE("Random steps prove nothing about patterns that are not closed") {
  std::mt19937 random(7);
  std::size_t long_ones = 0;
  const std::vector<PatternState> targets = not_closed_patterns();
  for (int round = 0; round < 40; ++round) {
    for (const PatternState& target : targets) {
      const ClosedProof proof = drawn_proof(target, random);
      long_ones += proof.reductions.size() > 1 ? 1 : 0;
      CHECK(!is_proof(target, proof));
    }
  }
  CHECK(long_ones > 1000);
}

TEST_CASE("A proof with one thing missing is none") {
  std::size_t broken = 0;
  for (const ClassifiedPattern& known : classified_patterns()) {
    if (!known.closed) continue;
    const PatternState pattern = two_factor_pattern(known.layers);
    const ClosedProof proof = decide(known.layers).proof->proof;
    ClosedProof mutant = proof;
    mutant.rule.clear();
    mutant.parts.clear();
    mutant.reductions.clear();
    const bool covers_nothing = pattern.neurons.empty();
    CHECK(is_proof(pattern, mutant) == covers_nothing);
    if (!proof.rule.empty()) {
      mutant = proof;
      mutant.rule.clear();
      CHECK(!is_proof(pattern, mutant));
      mutant = proof;
      mutant.rule.push_back(proof.rule[0]);
      CHECK(!is_proof(pattern, mutant));
      ++broken;
    }
    for (std::size_t p = 0; p < proof.parts.size(); ++p) {
      mutant = proof;
      mutant.parts.erase(mutant.parts.begin() + static_cast<std::ptrdiff_t>(p));
      CHECK(!is_proof(pattern, mutant));
      mutant = proof;
      mutant.parts[p].first.push_back(99);
      CHECK(!is_proof(pattern, mutant));
      ++broken;
    }
    for (std::size_t s = 0; s < proof.reductions.size(); ++s) {
      const auto* linear = std::get_if<LinearReduction>(&proof.reductions[s]);
      if (linear == nullptr || linear->neurons.size() < 2 || s + 1 < proof.reductions.size()) {
        continue;
      }
      mutant = proof;
      std::get<LinearReduction>(mutant.reductions[s]).neurons.pop_back();
      CHECK(!is_proof(pattern, mutant));
      ++broken;
    }
  }
  CHECK(broken > 500);
}

TEST_CASE("T12 and T13: what they delete must be there and be theirs") {
  const PatternState chain = state(3, 3, {{"01", "01"}, {"02", "012"}, {"12", "012"}});
  CHECK(!is_proof(chain, {{}, {Sandwich{Orientation::rows, {{0, Orientation::rows, 2}}}}, {}}));
  CHECK(!is_proof(chain, {{}, {Sandwich{Orientation::rows, {{7, Orientation::rows, 0}}}}, {}}));
  const auto rest = std::make_shared<const ClosedProof>(ClosedProof{});
  CHECK(!is_proof(chain, {{}, {Absorption{{{0, Orientation::rows, 0}}, {5}, rest}}, {}}));
  CHECK(!is_proof(chain, {{}, {Absorption{{}, {}, rest}}, {}}));
  CHECK(!is_proof(chain, {{}, {Absorption{{{0, Orientation::rows, 0}}, {1}, nullptr}}, {}}));
  CHECK(is_absorbed(state(2, 2, {{"01", "0"}, {"01", "01"}}), {0, Orientation::rows, 1}, 1));
  CHECK(!is_absorbed(state(2, 2, {{"01", "01"}, {"01", "0"}}), {0, Orientation::rows, 1}, 1));
  CHECK(!is_absorbed(state(3, 2, {{"01", "0"}, {"12", "01"}}), {0, Orientation::rows, 1}, 1));
}

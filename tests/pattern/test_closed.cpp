// Proofs of closedness against the classification of the prototype.
#include <doctest/doctest.h>

#include <map>

#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/reduce/reduce.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

std::optional<ClosedProof> prove(const PatternState& pattern) {
  Budget budget(10'000'000);
  return prove_leaves(reduce(pattern),
                      [&](const PatternState& leaf) { return combinatorial_rule(leaf, budget); });
}

}  // namespace

TEST_CASE("Classes of small patterns are as many as the prototype counted") {
  const auto count = [](std::size_t m, std::size_t r, std::size_t n) {
    return enumerate_classes(m, r, n).size();
  };
  CHECK(count(2, 2, 2) == 34);
  CHECK(count(3, 2, 3) == 119);
  CHECK(count(2, 3, 2) == 158);
  CHECK(count(2, 3, 3) == 894);
  CHECK(count(3, 2, 4) == 377);
  CHECK(count(4, 2, 4) == 344);
  CHECK(count(2, 4, 2) == 652);
  CHECK(count(2, 4, 3) == 6318);
  CHECK(count(3, 3, 3) == 1443);
}

TEST_CASE("Closed patterns are proved closed, others are not") {
  std::size_t proved = 0, open = 0;
  for (const ClassifiedPattern& known : classified_patterns()) {
    const PatternState pattern = two_factor_pattern(known.layers);
    const auto proof = prove(pattern);
    if (proof) {
      ++proved;
      CHECK(known.closed);
      CHECK(is_proof(pattern, *proof));
    } else if (known.closed) {
      ++open;
    }
  }
  CHECK(proved == 1462);
  CHECK(open == 2);  // T14
}

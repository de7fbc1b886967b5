// The decision: every classified pattern, three and more factors, large masks.
#include <doctest/doctest.h>

#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/cases.hpp"

using namespace isthmus;
using namespace isthmus::test;

TEST_CASE("All 1754 classified patterns get their verdict with evidence") {
  std::size_t closed = 0, not_closed = 0;
  for (const ClassifiedPattern& known : classified_patterns()) {
    const Decision decision = decide(known.layers);
    REQUIRE(decision.verdict != Closedness::undecided);
    CHECK((decision.verdict == Closedness::closed) == known.closed);
    if (decision.proof) {
      ++closed;
      CHECK(is_proof(known.layers, *decision.proof));
    }
    if (decision.witness) {
      ++not_closed;
      CHECK(!fault_of(known.layers, *decision.witness));
    }
  }
  CHECK(closed == 1464);
  CHECK(not_closed == 290);
}

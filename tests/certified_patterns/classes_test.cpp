// Every verdict on the classified patterns, as a certificate, read by the independent checker.
#include <doctest/doctest.h>

#include "checker/check.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/proof/pattern_certificate.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/witness_search.hpp"

namespace isthmus::test {
namespace {

TEST_CASE("classes") {
  std::size_t closed = 0, open = 0, undecided = 0, other = 0;
  for (const auto& [layers, is_closed] : classified_patterns()) {
    const PatternState state = two_factor_pattern(layers);
    Budget budget;
    const auto proof = prove_leaves(
        reduce(state), [&](const PatternState& leaf) { return combinatorial_rule(leaf, budget); });
    if (proof) {
      CHECK(is_closed);
      const std::string text = certificate_text(PatternCertificate{layers, ClosedEvidence{{}, *proof}});
      const auto outcome = isthmus_check::check(text);
      CHECK_MESSAGE(outcome.line == "proved: closed", outcome.line << "\n" << text);
      ++closed;
      continue;
    }
    pattern::WitnessOptions options;
    options.column_count = layers[0].inputs;
    auto witness = is_closed ? std::nullopt : pattern::find_witness(state, options, budget);
    if (witness) {
      CHECK(!is_closed);
      for (auto& n : witness->window.neurons) n.origin = n.origin;
      const std::string text = certificate_text(PatternCertificate{layers, *witness});
      const auto outcome = isthmus_check::check(text);
      CHECK_MESSAGE(outcome.line == "proved: not-closed", outcome.line << "\n" << text);
      ++open;
      continue;
    }
    ++(is_closed ? undecided : other);
  }
  MESSAGE(closed, " closed ", open, " not closed ", undecided, " closed without proof ", other, " no witness");
}

}  // namespace
}  // namespace isthmus::test

// Trees of charts, right and wrong, read by the independent checker and by the library.
#include <doctest/doctest.h>

#include <random>

#include "checker/check.hpp"
#include "isthmus/pattern/charts.hpp"
#include "isthmus/proof/pattern_certificate.hpp"
#include "pattern/chart_mutants.hpp"
#include "pattern/states.hpp"

namespace isthmus::test {
namespace {

struct Subject {
  PatternState state;
  std::size_t columns;
};

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> list{{state_of(3, 3, {"01x01", "02x012", "12x012"}), 3},
                                         {state_of(3, 3, {"01x01", "02x02", "012x012"}), 3},
                                         {state_of(3, 4, {"01x012", "012x013", "012x0123"}), 4},
                                         {state_of(3, 4, {"01x012", "02x0123", "12x0123"}), 4},
                                         {state_of(4, 4, {"012x012", "013x0123", "0123x0123"}), 4}};
  return list;
}

std::string verdict(const Subject& subject, const ChartTree& tree) {
  ClosedProof proof;
  proof.rule.emplace_back(tree);
  const LayerSupports layers = layers_of_state(subject.state, subject.columns);
  return isthmus_check::check(
             certificate_text(PatternCertificate{layers, ClosedEvidence{{}, proof}}))
      .line;
}

ChartTree tree_of(const Subject& subject) {
  ChartOptions options;
  options.tries = 100;
  return *prove_by_charts(subject.state, options).tree;
}

TEST_CASE("The checker accepts trees of charts") {
  for (const Subject& subject : subjects()) {
    CHECK(verdict(subject, tree_of(subject)) == "proved: closed");
  }
}

TEST_CASE("The checker and the library agree on trees with one thing changed" *
          doctest::test_suite("long")) {
  std::mt19937 random(1);
  std::size_t refused = 0, malformed = 0;
  for (const Subject& subject : subjects()) {
    const ChartTree tree = tree_of(subject);
    for (int round = 0; round < (tree.steps.size() > 100 ? 60 : 400); ++round) {
      const ChartTree mutant = mutated(tree, random);
      const std::string line = verdict(subject, mutant);
      const bool proved = line == "proved: closed";
      const std::string fault = check_charts(subject.state, mutant);
      CHECK_MESSAGE(proved == fault.empty(), line << " but " << fault);
      refused += !proved;
      malformed += line.starts_with("malformed");
    }
  }
  CHECK(refused > 1000);
  CHECK(malformed > 50);
}

}  // namespace
}  // namespace isthmus::test

// The independent checker against certificates with one thing wrong.
//
// The corpus is tight: each step is needed for the claim and each number is forced, so nearly every
// corruption must be noticed. Those that are not are other valid certificates; the verified checker
// is asked about every one of them where it is installed (tests/peers/verified_test.cpp).
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "checker/check.hpp"
#include "mutation/corpus.hpp"
#include "mutation/mutants.hpp"
#include "mutation/tally.hpp"

namespace isthmus::test {
namespace {

using isthmus_check::check;
using isthmus_check::Verdict;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

TEST_CASE("every certificate of the corpus is proved") {
  const auto corpus = certificate_corpus();
  REQUIRE(corpus.size() >= 20);
  for (const NamedText& certificate : corpus) {
    CAPTURE(certificate.name);
    CHECK(check(certificate.text).line.starts_with("proved: "));
  }
}

TEST_CASE("one thing wrong is noticed, whatever it is and wherever") {
  std::map<std::string, Tally> by_sort, by_line;
  for (const NamedText& certificate : certificate_corpus()) {
    for (const Mutant& mutant : mutants(certificate.text)) {
      const Verdict verdict = check(mutant.text).verdict;
      by_sort[mutant.sort].count(verdict);
      by_line[mutant.keyword].count(verdict);
    }
  }
  for (const auto& [sort, tally] : by_sort) {
    CAPTURE(sort);
    MESSAGE(sort, ": ", tally.not_proved, " not proved, ", tally.malformed, " malformed, ",
            tally.proved, " proved");
    CHECK(tally.not_proved + tally.malformed > 5 * tally.proved);
  }
  // Every kind of line takes part, and its meaning is checked, not only its spelling.
  const std::set<std::string> keywords{"edge",
                                       "balance",
                                       "claim",
                                       "base",
                                       "lock",
                                       "from-ground",
                                       "free",
                                       "empty",
                                       "point",
                                       "floating",
                                       "forest",
                                       "interior",
                                       "weak",
                                       "stratum",
                                       "regular-free",
                                       "interior-forest",
                                       "always-floating",
                                       "branch",
                                       "cut",
                                       "found",
                                       "split",
                                       "none",
                                       "distance",
                                       "reach",
                                       "to-ground"};
  for (const std::string& keyword : keywords) {
    CAPTURE(keyword);
    CHECK(by_line[keyword].not_proved > 0);
    CHECK(by_line[keyword].not_proved + by_line[keyword].malformed > 3 * by_line[keyword].proved);
  }
}

TEST_CASE("a certificate that ends early is malformed, byte by byte") {
  for (const NamedText& certificate : certificate_corpus()) {
    CAPTURE(certificate.name);
    std::size_t accepted = 0;
    for (std::size_t size = 0; size < certificate.text.size(); ++size) {
      const auto outcome = check(std::string_view(certificate.text).substr(0, size));
      if (outcome.verdict != Verdict::malformed) ++accepted;
    }
    CHECK(accepted == 0);
  }
}

TEST_CASE("the mutants are what they say") {
  const std::string text =
      "isthmus-certificate 1\nclaim components 2\nlock in 0 5/2 set 1\nend 3\n";
  std::set<std::string> sorts;
  for (const Mutant& mutant : mutants(text)) {
    sorts.insert(mutant.sort);
    CHECK(mutant.text != text);
    CHECK(contains(mutant.text, "end ") != (mutant.sort == "truncate"));
  }
  CHECK(sorts.size() == 17);
}

}  // namespace
}  // namespace isthmus::test

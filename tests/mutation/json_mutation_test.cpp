// The independent checker against certificates in JSON form with one thing wrong.
//
// A mutant that is accepted is another valid certificate, or the same with its steps in another
// order. The verified checker is asked about all of them where it is installed
// (tests/peers/verified_test.cpp); that the readers take them alike is in tests/certified.
#include "mutation/json_mutants.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "checker/check.hpp"
#include "mutation/corpus.hpp"
#include "mutation/tally.hpp"

namespace isthmus::test {
namespace {

using isthmus_check::check;
using isthmus_check::Verdict;

// These break the grammar wherever they are: whatever the value, it is spelled wrongly.
const std::set<std::string> always_malformed{
    "null",       "negate a count", "leading zero",      "no whole number", "other type",
    "repeat key", "unknown key",    "space in a number", "other word",      "zero denominator",
};

TEST_CASE("json: one thing wrong is noticed, whatever it is and wherever") {
  std::map<std::string, Tally> by_sort, by_section;
  for (const NamedText& certificate : certificate_corpus("", ".json")) {
    const std::string claims = check(certificate.text).line;
    REQUIRE(claims.starts_with("proved: "));
    for (const Mutant& mutant : json_mutants(certificate.text)) {
      const auto outcome = check(mutant.text);
      by_sort[mutant.sort].count(outcome.verdict);
      by_section[mutant.keyword].count(outcome.verdict);
      INFO(certificate.name, ": ", mutant.sort, ", ", mutant.keyword, "\n", mutant.text);
      if (always_malformed.contains(mutant.sort)) CHECK(outcome.verdict == Verdict::malformed);
      if (mutant.sort == "other answer" && outcome.verdict == Verdict::proved) {
        CHECK(outcome.line.find("complete") == std::string::npos);  // that less is claimed
      }
      if (mutant.sort == "swap keys") {
        CHECK(outcome.verdict != Verdict::not_proved);
        if (outcome.verdict == Verdict::proved) CHECK(outcome.line == claims);
      }
    }
  }
  for (const auto& [sort, tally] : by_sort) {
    CAPTURE(sort);
    MESSAGE(sort, ": ", tally.not_proved, " not proved, ", tally.malformed, " malformed, ",
            tally.proved, " proved");
    if (sort == "swap keys" || sort == "other answer") continue;
    CHECK(tally.not_proved + tally.malformed > 5 * tally.proved);
  }
  CHECK(by_sort.size() == 26);
  // Every section takes part, and its meaning is checked, not only its spelling.
  const std::set<std::string> sections{
      "network",      "balance",         "claims",   "base",
      "locks",        "from_ground",     "free",     "empty",
      "point",        "floating",        "forest",   "interior",
      "weak",         "interior_forest", "strata",   "always_floating",
      "regular_free", "search",          "distance", "to_ground",
      "reach"};
  for (const std::string& section : sections) {
    CAPTURE(section);
    const Tally& tally = by_section[section];
    CHECK(tally.not_proved > 0);
    CHECK(tally.not_proved + tally.malformed > 5 * tally.proved);
  }
}

// A byte less than all is no certificate; the line feed at the end does not count.
TEST_CASE("json: a certificate that ends early is malformed, byte by byte") {
  for (const NamedText& certificate : certificate_corpus("", ".json")) {
    CAPTURE(certificate.name);
    std::size_t accepted = 0;
    const std::size_t last = certificate.text.find_last_of('}');
    for (std::size_t size = 0; size <= last; ++size) {
      const auto outcome = check(std::string_view(certificate.text).substr(0, size));
      if (outcome.verdict != Verdict::malformed) ++accepted;
    }
    CHECK(accepted == 0);
    CHECK(check(std::string_view(certificate.text).substr(0, last + 1)).verdict == Verdict::proved);
  }
}

TEST_CASE("json: nothing stands before a certificate, and only white space after it") {
  using std::string_literals::operator""s;
  for (const NamedText& certificate : certificate_corpus("", ".json")) {
    CAPTURE(certificate.name);
    for (const std::string& garbage : {"x"s, "{}"s, ","s, "]"s, "}"s, "\""s, "0"s, "\0"s, "# x\n"s,
                                       "// x\n"s, "\xEF\xBB\xBF"s, certificate.text}) {
      CAPTURE(garbage);
      CHECK(check(certificate.text + garbage).verdict == Verdict::malformed);
      CHECK(check(garbage + certificate.text).verdict == Verdict::malformed);
    }
    CHECK(check(" " + certificate.text).verdict == Verdict::malformed);
    CHECK(check(certificate.text + " \t\r\n").line == check(certificate.text).line);
  }
}

TEST_CASE("json: the mutants are what they say") {
  std::map<std::string, std::set<std::string>> found;
  for (const Mutant& mutant : json_mutants(R"({"a": [1, "1/2"], "names": {"b": ["2"]}})")) {
    found[mutant.sort].insert(mutant.text);
  }
  const auto has = [&](const char* sort, const char* text) { return found[sort].contains(text); };
  CHECK(has("drop key", R"({"names": {"b": ["2"]}})"));
  CHECK(has("drop key", R"({"a": [1, "1/2"]})"));
  CHECK(has("drop item", R"({"a": [1], "names": {"b": ["2"]}})"));
  CHECK(has("repeat key", R"({"a": [1, "1/2"], "a": [1, "1/2"], "names": {"b": ["2"]}})"));
  CHECK(has("unknown key", R"({"a": [1, "1/2"], "xnames": {"b": ["2"]}})"));
  CHECK(has("swap keys", R"({"names": {"b": ["2"]}, "a": [1, "1/2"]})"));
  CHECK(has("swap items", R"({"a": ["1/2", 1], "names": {"b": ["2"]}})"));
  CHECK(has("one more", R"({"a": [2, "1/2"], "names": {"b": ["2"]}})"));
  CHECK(has("negate", R"({"a": [1, "-1/2"], "names": {"b": ["2"]}})"));
  CHECK(has("empty", R"({"a": [], "names": {"b": ["2"]}})"));
  CHECK(has("other type", R"({"a": [1, 1/2], "names": {"b": ["2"]}})"));
}

}  // namespace
}  // namespace isthmus::test

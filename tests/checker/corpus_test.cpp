// The checker accepts every certificate of the corpus, and rejects every wrong one for the reason
// that is written in reasons.txt, in both forms alike.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "checker/check.hpp"
#include "corpus.hpp"

using isthmus_check::check;
using isthmus_check::Outcome;
using isthmus_check::Verdict;

namespace {

std::string stem(const std::string& file) { return file.substr(0, file.rfind('.')); }

// What follows the first line number and path of a message of a malformed file.
std::string reason(const std::string& line) { return line.substr(line.rfind(": ") + 2); }

}  // namespace

TEST_CASE("certificates of the corpus are proved") {
  const auto files = corpus("");
  CHECK(files.size() >= 46);
  for (const auto& [name, text] : files) {
    CAPTURE(name);
    const Outcome outcome = check(text);
    CHECK(outcome.line.substr(0, 8) == "proved: ");
    CHECK(outcome.verdict == Verdict::proved);
    CHECK(outcome.text.empty());
  }
}

TEST_CASE("both forms of a certificate have the same verdict") {
  for (const std::string folder : {"", "wrong"}) {
    const auto files = corpus(folder);
    for (const auto& [name, text] : files) {
      if (!name.ends_with(".json")) continue;
      CAPTURE(name);
      REQUIRE(files.contains(stem(name) + ".lines"));
      const Outcome json = check(text), lines = check(files.at(stem(name) + ".lines"));
      CHECK(json.verdict == lines.verdict);
      if (json.verdict == Verdict::malformed) {
        CHECK(reason(json.line) == reason(lines.line));
      } else {
        CHECK(json.line == lines.line);
      }
    }
  }
}

TEST_CASE("wrong certificates are rejected for their fault") {
  const auto files = corpus("wrong");
  std::istringstream reasons(file_text(ISTHMUS_SOURCE_DIR "/tests/checker/reasons.txt"));
  std::set<std::string> seen;
  for (std::string line; std::getline(reasons, line);) {
    const std::size_t colon = line.find(": ");
    const std::string name = line.substr(0, colon);
    CAPTURE(name);
    REQUIRE(files.contains(name + ".json"));
    const Outcome outcome = check(files.at(name + ".json"));
    CHECK(outcome.line == line.substr(colon + 2));
    seen.insert(name);
  }
  CHECK(seen.size() >= 140);
  for (const auto& [name, text] : files) CHECK_MESSAGE(seen.contains(stem(name)), name);
}

TEST_CASE("the verdict of a wrong certificate is the one its file name begins with") {
  for (const auto& [name, text] : corpus("wrong")) {
    CAPTURE(name);
    const Verdict expected =
        name.starts_with("malformed.") ? Verdict::malformed : Verdict::not_proved;
    CHECK((name.starts_with("malformed.") || name.starts_with("not_proved.")));
    CHECK(check(text).verdict == expected);
  }
}

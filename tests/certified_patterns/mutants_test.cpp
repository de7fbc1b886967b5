// Certificates of patterns with one thing wrong.
//
// Besides all JSON mutants there are those that change a meaning without breaking a form: digits
// of the pattern, exponents, sides. A mutant may be accepted only if it is another proof of
// something true: what it claims about its own pattern is looked up in the table of classes.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "certified_patterns/certificates.hpp"
#include "checker/check.hpp"
#include "mutation/corpus.hpp"
#include "mutation/json_mutants.hpp"
#include "mutation/tally.hpp"
#include "pattern/cases.hpp"

namespace isthmus::test {
namespace {

using isthmus_check::Verdict;

// The key that the position belongs to: the last one at the beginning of a line before it.
std::string section_at(const std::string& text, std::size_t position) {
  const std::size_t begin = text.rfind("\n  \"", position) + 4;
  return text.substr(begin, text.find('"', begin) - begin);
}

// The text with each match of the pattern replaced by what `other` makes of it.
template <class Other>
void replace_each(const std::string& text, const char* pattern, const std::string& sort,
                  Other other, std::vector<Mutant>& out) {
  const std::regex regex(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
    for (const std::string& changed : other(at->str())) {
      const auto from = static_cast<std::size_t>(at->position());
      std::string mutant = text;
      mutant.replace(from, at->str().size(), changed);
      out.push_back({sort, section_at(text, from), std::move(mutant)});
    }
  }
}

std::vector<std::string> flipped_digits(const std::string& row) {
  std::vector<std::string> out;
  for (std::size_t i = 1; i + 1 < row.size(); ++i) {
    out.push_back(row);
    out.back()[i] = row[i] == '0' ? '1' : '0';
  }
  return out;
}

std::vector<Mutant> all_mutants(const std::string& text) {
  std::vector<Mutant> out = json_mutants(text);
  const std::size_t end = text.find("\"claim\"");
  std::vector<Mutant> flips;
  replace_each(text.substr(0, end), "\"[01]+\"", "flip digit", flipped_digits, flips);
  for (Mutant& mutant : flips) {
    mutant.text += text.substr(end);
    out.push_back(std::move(mutant));
  }
  replace_each(
      text, "\"-?[0-9]+\":", "other exponent",
      [](const std::string& key) {
        const int e = std::stoi(key.substr(1));
        return std::vector<std::string>{'"' + std::to_string(e + 1) + "\":",
                                        '"' + std::to_string(e - 1) + "\":"};
      },
      out);
  replace_each(
      text, ": \"(rows|columns)\"", "other side",
      [](const std::string& side) {
        return std::vector<std::string>{side == ": \"rows\"" ? ": \"columns\"" : ": \"rows\""};
      },
      out);
  replace_each(
      text, "\"(not-)?closed\"", "other claim",
      [](const std::string& claim) {
        return std::vector<std::string>{claim == "\"closed\"" ? "\"not-closed\"" : "\"closed\""};
      },
      out);
  return out;
}

LayerSupports layers_in(const std::string& text) {
  LayerSupports layers;
  const auto certificate = nlohmann::json::parse(text);
  for (const auto& rows : certificate.at("pattern").at("layers")) {
    layers.push_back(layer(rows.get<std::vector<std::string>>()));
  }
  return layers;
}

// The ways to change a certificate into another proof of the same: other terms that vanish with ε
// or vanish in the product, a wider window or a smaller one that is refuted alike, the other side
// of a step that holds for both, other twins or pivots, more or fewer steps, neurons in another
// order, another layer to merge. With other digits of the pattern it may be a proof about another
// pattern.
const std::set<std::string> may_be_proofs{
    "factors: drop item",      "factors: drop key",        "factors: fraction",
    "factors: negate",         "factors: one less",        "factors: one more",
    "factors: other exponent", "pattern: drop item",       "pattern: flip digit",
    "pattern: repeat item",    "pattern: reverse items",   "pattern: swap items",
    "proof: drop item",        "proof: one less",          "proof: one more",
    "proof: swap items",       "proof: other side",        "refutation: drop item",
    "refutation: one more",    "refutation: swap items",   "window: drop item",
    "window: empty",           "window: one less",         "window: one more",
    "window: repeat item",     "window: reverse items",    "window: swap items",
    "side: other side",        "factors: other numerator", "pattern: zero",
    "pattern: leading zero",   "merges: one more",         "merges: other side",
};

struct Tallies {
  std::map<std::string, Tally> by_sort, by_section;
};

// Corrupts a certificate in all ways.
void check_mutants(const std::string& text, Tallies& tallies) {
  const std::string claim = isthmus_check::check(text).line;
  const LayerSupports own = layers_in(text);
  for (const Mutant& mutant : all_mutants(text)) {
    const auto outcome = isthmus_check::check(mutant.text);
    tallies.by_sort[mutant.sort].count(outcome.verdict);
    tallies.by_section[mutant.keyword].count(outcome.verdict);
    if (outcome.verdict != Verdict::proved) continue;
    const std::string kind = mutant.keyword + ": " + mutant.sort;
    CHECK_MESSAGE(may_be_proofs.contains(kind), kind, "\n", mutant.text);
    const LayerSupports layers = layers_in(mutant.text);
    const bool closed = layers == own ? claim == "proved: closed" : is_closed(layers);
    CHECK_MESSAGE(outcome.line == (closed ? "proved: closed" : "proved: not-closed"), mutant.text);
  }
}

// Every section takes part, and its meaning is checked, not only its spelling.
void check_tallies(const Tallies& tallies) {
  for (const auto& [sort, tally] : tallies.by_sort) {
    MESSAGE(sort, ": ", tally.not_proved, " not proved, ", tally.malformed, " malformed, ",
            tally.proved, " proved");
  }
  for (const char* section :
       {"pattern", "proof", "limit", "factors", "split", "window", "side", "refutation"}) {
    CAPTURE(section);
    const Tally& tally = tallies.by_section.at(section);
    CHECK(tally.not_proved > 0);
    CHECK(tally.not_proved + tally.malformed > 2 * tally.proved);
  }
}

TEST_CASE("what a mutant proves is true of the pattern that it has: classes" *
          doctest::test_suite("long")) {
  Tallies tallies;
  std::size_t number = 0;
  for (const auto& certified : certified_patterns()) {
    const bool charts = certified.text.find("\"charts\"") != std::string::npos;
    if (certified.text.empty() || (number++ % 4 != 0 && !charts)) continue;
    check_mutants(certified.text, tallies);
  }
  check_tallies(tallies);
}

TEST_CASE("what a mutant proves is true of the pattern that it has: certificates by hand") {
  Tallies tallies;
  const auto corpus = certificate_corpus("patterns", ".json");
  REQUIRE(corpus.size() >= 20);
  for (const NamedText& certificate : corpus) {
    CAPTURE(certificate.name);
    check_mutants(certificate.text, tallies);
  }
  check_tallies(tallies);
  CHECK(tallies.by_section.at("merges").not_proved > 0);
}

// The evidence for one pattern under the name of another: all that there is of either kind, with
// every pattern of the opposite verdict.
TEST_CASE("no evidence fits a pattern of which the opposite is true") {
  const auto evidence_at = [](const std::string& text) { return text.find("  \"claim\""); };
  std::map<bool, std::set<std::string>> evidence;
  for (const auto& [layers, closed, text] : certified_patterns()) {
    if (!text.empty()) evidence[closed].insert(text.substr(evidence_at(text)));
  }
  std::size_t tried = 0, number = 0;
  for (const auto& [layers, closed, text] : certified_patterns()) {
    if (closed && number++ % 16 != 0) continue;
    for (const std::string& other : evidence[!closed]) {
      ++tried;
      const std::string graft = text.substr(0, evidence_at(text)) + other;
      CHECK_MESSAGE(isthmus_check::check(graft).verdict != Verdict::proved, graft);
    }
  }
  MESSAGE(tried, " pairs");
  CHECK(tried > 10'000);
}

}  // namespace
}  // namespace isthmus::test

// The checker extracted from the Coq theory is the gold standard: it must accept what prove()
// writes for every network with known answers, agree with the independent checker on the corpus of
// right and wrong certificates, and accept every corrupted certificate that the independent checker
// does. It reads lines only; corruptions of the JSON form are translated for it.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "checker/check.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/proof/prove.hpp"
#include "isthmus/proof/read.hpp"
#include "isthmus/proof/write.hpp"
#include "mutation/corpus.hpp"
#include "mutation/json_mutants.hpp"
#include "mutation/mutants.hpp"
#include "support/peer.hpp"

namespace isthmus::test {
namespace {

// Asks the extracted checker about many certificates in one run; one verdict line for each.
class Verified {
 public:
  void add(const std::string& text) {
    std::string name = std::to_string(count_++);
    name += ".lines";
    files_ += workspace_.write(name, text);
    files_ += '\n';
  }

  [[nodiscard]] std::size_t size() const { return count_; }

  // The verdict lines in order.
  std::vector<std::string> verdicts() {
    const std::string list = workspace_.write("files", files_);
    const PeerRun run =
        run_peer(workspace_,
                 "xargs -a " + list + " -n 500 " ISTHMUS_PROOFS_DIR "/ocaml/isthmus-verified", 100);
    std::vector<std::string> lines;
    std::istringstream output(run.output);
    for (std::string line; std::getline(output, line);) lines.push_back(line);
    REQUIRE_MESSAGE(lines.size() == count_, run.output.substr(0, 2000));
    return lines;
  }

 private:
  Workspace workspace_;
  std::string files_;
  std::size_t count_ = 0;
};

std::string word_of(isthmus_check::Verdict verdict) {
  using isthmus_check::Verdict;
  if (verdict == Verdict::proved) return "proved";
  return verdict == Verdict::not_proved ? "not proved" : "malformed";
}

std::string word_of(const std::string& line) { return line.substr(0, line.find(':')); }

std::vector<nlohmann::json> known_cases(const std::string& name) {
  std::ifstream file(std::string(ISTHMUS_SOURCE_DIR) + "/tests/cases/" + name + ".json");
  return nlohmann::json::parse(file).get<std::vector<nlohmann::json>>();
}

TEST_CASE("ocaml: everything that is proved of the networks with known answers is verified") {
  Verified verified;
  for (const char* name : {"small", "medium"}) {
    for (const nlohmann::json& known : known_cases(name)) {
      const auto result = prove(network_from_json(known["network"].dump()));
      const auto* certificate = std::get_if<Certificate>(&result);
      REQUIRE(certificate != nullptr);
      const std::string text = certificate_text(*certificate, CertificateForm::lines);
      CHECK(isthmus_check::check(text).line.starts_with("proved: "));
      verified.add(text);
    }
  }
  REQUIRE(verified.size() == 320);
  for (const std::string& line : verified.verdicts()) CHECK(word_of(line) == "proved");
}

TEST_CASE("ocaml: both checkers agree on right and wrong certificates") {
  Verified verified;
  std::vector<NamedText> asked;
  for (const char* folder : {"", "wrong"}) {
    for (NamedText& certificate : certificate_corpus(folder)) {
      verified.add(certificate.text);
      asked.push_back(std::move(certificate));
    }
  }
  REQUIRE(asked.size() > 100);
  const auto verdicts = verified.verdicts();
  for (std::size_t i = 0; i < asked.size(); ++i) {
    CAPTURE(asked[i].name);
    CHECK(word_of(verdicts[i]) == word_of(isthmus_check::check(asked[i].text).verdict));
  }
}

// What the verified checker says of corrupted certificates, beside what the independent one says.
class Comparison {
 public:
  void ask(const Mutant& mutant, std::string lines) {
    verified_.add(lines);
    asked_.push_back({mutant.sort, mutant.keyword, std::move(lines)});
  }

  // How often both gave each verdict.
  std::map<std::string, std::size_t> run() {
    const auto verdicts = verified_.verdicts();
    std::map<std::string, std::size_t> agreed;
    std::size_t too_large = 0;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      const auto own = isthmus_check::check(asked_[i].text);
      // It takes bundles apart, which a mutant with four thousand million members does not allow.
      if (verdicts[i].find("too many for this checker") != std::string::npos) {
        ++too_large;
        continue;
      }
      INFO(asked_[i].sort, "\n", asked_[i].text, own.line);
      CHECK(word_of(verdicts[i]) == word_of(own.verdict));
      if (word_of(verdicts[i]) == word_of(own.verdict)) ++agreed[word_of(own.verdict)];
    }
    CHECK(too_large < 10);
    MESSAGE(agreed["proved"], " proved, ", agreed["not proved"], " not proved, ",
            agreed["malformed"], " malformed by both");
    return agreed;
  }

 private:
  Verified verified_;
  std::vector<Mutant> asked_;
};

// Whatever is accepted must be another valid certificate; and nothing valid is turned away.
TEST_CASE("ocaml: both checkers agree on every corrupted certificate") {
  Comparison comparison;
  for (const NamedText& certificate : certificate_corpus()) {
    for (const Mutant& mutant : mutants(certificate.text)) comparison.ask(mutant, mutant.text);
  }
  auto agreed = comparison.run();
  CHECK(agreed["proved"] > 200);
  CHECK(agreed["not proved"] > 500);
}

// In lines form; nothing for what is malformed (tests/certified asks whether that is right).
std::optional<std::string> translated(const std::string& json) {
  try {
    return certificate_text(read_certificate(json), CertificateForm::lines);
  } catch (const Error&) {
    return std::nullopt;
  }
}

TEST_CASE("ocaml: both checkers agree on corrupted certificates in JSON form, translated") {
  Comparison comparison;
  for (const NamedText& certificate : certificate_corpus("", ".json")) {
    for (const Mutant& mutant : json_mutants(certificate.text)) {
      const auto lines = translated(mutant.text);
      // What was accepted as JSON is accepted as lines.
      if (isthmus_check::check(mutant.text).line.starts_with("proved: ")) {
        REQUIRE(lines);
        CHECK(isthmus_check::check(*lines).line == isthmus_check::check(mutant.text).line);
      }
      if (lines) comparison.ask(mutant, *lines);
    }
  }
  auto agreed = comparison.run();
  CHECK(agreed["proved"] > 300);
  CHECK(agreed["not proved"] > 1500);
  CHECK(agreed["malformed"] == 0);
}

}  // namespace
}  // namespace isthmus::test

// The engine's reader and the checker's share no code, and must agree on what is a certificate in
// JSON form: on the corpus and on every corruption of it. What the one has read and written as
// lines must have the verdict that the other has given.
//
// The engine writes sets out in full. So it cannot read a step that extends what is not there, and
// mends one that only names another step than the rule allows; the checker proves neither.
#include <doctest/doctest.h>

#include <map>

#include "checker/check.hpp"
#include "isthmus/error.hpp"
#include "isthmus/proof/read.hpp"
#include "isthmus/proof/write.hpp"
#include "mutation/corpus.hpp"
#include "mutation/json_mutants.hpp"

namespace isthmus::test {
namespace {

using isthmus_check::check;
using isthmus_check::Verdict;

// In lines form; nothing if the engine cannot read it.
std::optional<std::string> in_lines(const std::string& text) {
  try {
    return certificate_text(read_certificate(text), CertificateForm::lines);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::bad_input) throw;
    return std::nullopt;
  }
}

TEST_CASE("json: both readers take the same certificates, and take them alike") {
  std::map<Verdict, std::size_t> agreed;
  for (const char* folder : {"", "wrong"}) {
    for (const NamedText& certificate : certificate_corpus(folder, ".json")) {
      std::vector<Mutant> asked{{"none", "", certificate.text}};
      if (*folder == 0) {
        for (Mutant& mutant : json_mutants(certificate.text)) asked.push_back(std::move(mutant));
      }
      for (const Mutant& mutant : asked) {
        const auto outcome = check(mutant.text);
        const auto lines = in_lines(mutant.text);
        INFO(certificate.name, ": ", mutant.sort, "\n", mutant.text, "\n", outcome.line);
        const bool extends = mutant.text.find("\"extends\"") != std::string::npos;
        if (!lines) {
          CHECK(outcome.verdict >= (extends ? Verdict::not_proved : Verdict::malformed));
        } else if (extends && outcome.verdict == Verdict::not_proved) {
          CHECK(check(*lines).verdict != Verdict::malformed);
        } else {
          CHECK(check(*lines).line == outcome.line);
        }
        ++agreed[outcome.verdict];
      }
    }
  }
  MESSAGE(agreed[Verdict::proved], " proved, ", agreed[Verdict::not_proved], " not proved, ",
          agreed[Verdict::malformed], " malformed");
  CHECK(agreed[Verdict::proved] > 300);
  CHECK(agreed[Verdict::not_proved] > 1500);
  CHECK(agreed[Verdict::malformed] > 8000);
}

}  // namespace
}  // namespace isthmus::test

#include "check.hpp"

#include <exception>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

void check_into(Outcome& outcome, std::string_view text, const Options& options) {
  const Certificate certificate = read_certificate(text);
  if (options.dump) outcome.text = dump(certificate);
  outcome.verdict = Verdict::proved;
  for (const Step& claim : certificate.claims) {
    outcome.line += (outcome.line.empty() ? "" : ", ") + claim_text(claim, "2^");
  }
  check_certificate(certificate, options.explain ? &outcome.text : nullptr);
}

}  // namespace

Outcome check(std::string_view certificate, const Options& options) noexcept {
  Outcome outcome;
  try {
    check_into(outcome, certificate, options);
  } catch (const Outcome& failure) {
    outcome.verdict = failure.verdict;
    outcome.line = failure.line;
  } catch (const std::exception&) {
    outcome = {Verdict::malformed, "no memory", ""};
  }
  constexpr std::string_view words[] = {"proved: ", "not proved: ", "malformed: "};
  outcome.line.insert(0, words[static_cast<int>(outcome.verdict)]);
  return outcome;
}

}  // namespace isthmus_check

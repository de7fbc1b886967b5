#include "check.hpp"

#include <exception>

#include "certificate.hpp"

namespace isthmus_check {

Outcome check(std::string_view text, const Options& options) noexcept {
  Outcome outcome;
  try {
    const Certificate certificate = read_certificate(text);
    if (options.dump) outcome.text = dump(certificate);
    check_certificate(certificate, options.explain ? &outcome.text : nullptr);
    for (const Step& claim : certificate.claims) {
      outcome.line += outcome.line.empty() ? "proved: " : ", ";
      outcome.line += std::string(forms[claim.form].key) + fields_text(certificate, claim);
    }
    outcome.verdict = Verdict::proved;
  } catch (const Outcome& failure) {
    const bool malformed = failure.verdict == Verdict::malformed;
    outcome.verdict = failure.verdict;
    outcome.line = (malformed ? "malformed: " : "not proved: ") + failure.line;
  } catch (const std::exception&) {
    outcome = {Verdict::malformed, "malformed: no memory", ""};
  }
  return outcome;
}

}  // namespace isthmus_check

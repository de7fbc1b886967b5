#include "check.hpp"

#include <exception>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

// Network, balance and claims as in the lines form, then how many of each step there are.
std::string dump(const Certificate& c) {
  std::string out = "network " + std::to_string(c.hidden) + " " + std::to_string(c.network.size());
  for (const Edge& edge : c.network) {
    out += "\nedge " + std::to_string(edge.tail) + " " + std::to_string(edge.head);
    if (edge.multiplicity != 1) out += " " + std::to_string(edge.multiplicity);
  }
  out += "\nbalance";
  for (const Rational& value : c.balance) out += " " + value.get_str();
  for (const Claim& claim : c.claims) out += "\nclaim " + claim_text(claim);
  for (int s = 0; s < no_section; ++s) {
    out += "\n" + std::string(forms[s].key) + " " + std::to_string(c.steps[s].size());
  }
  return out + "\n";
}

void check_into(Outcome& outcome, std::string_view text, const Options& options) {
  const Certificate certificate = read_certificate(text);
  if (options.dump) outcome.text = dump(certificate);
  outcome.verdict = Verdict::proved;
  for (const Claim& claim : certificate.claims) {
    outcome.line += (outcome.line.empty() ? "" : ", ") + claim_text(claim);
  }
  check_certificate(certificate, options.explain ? &outcome.text : nullptr);
}

}  // namespace

Outcome check(std::string_view certificate, const Options& options) noexcept {
  Outcome outcome;
  try {
    check_into(outcome, certificate, options);
  } catch (const Failure& failure) {
    outcome.verdict = failure.verdict;
    outcome.line = failure.why;
  } catch (const std::exception&) {
    outcome = {Verdict::malformed, "no memory", ""};
  }
  constexpr std::string_view words[] = {"proved: ", "not proved: ", "malformed: "};
  outcome.line.insert(0, words[static_cast<int>(outcome.verdict)]);
  return outcome;
}

}  // namespace isthmus_check

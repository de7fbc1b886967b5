// Proving, writing, and having the independent checker read what was written.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "checker/check.hpp"
#include "isthmus/error.hpp"
#include "isthmus/proof/prove.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus::test {

/// A certificate that the checker has accepted in both forms, or a refutation.
using Answered = std::variant<Certificate, Refuted>;

inline void check_accepted(const Certificate& certificate) {
  for (const CertificateForm form : {CertificateForm::lines, CertificateForm::json}) {
    const std::string text = certificate_text(certificate, form);
    const isthmus_check::Outcome outcome = isthmus_check::check(text);
    if (outcome.verdict != isthmus_check::Verdict::proved) {
      FAIL("the checker says ", outcome.line, " about\n", text);
    }
  }
}

inline Answered answered(const Network& network, ProofGoal goal) {
  ProveOptions options;
  options.goal = goal;
  Answered answer = prove(network, options);
  if (const auto* certificate = std::get_if<Certificate>(&answer)) {
    REQUIRE(!certificate->claims.empty());
    check_accepted(*certificate);
  }
  return answer;
}

/// The claim of this kind, if the answer makes it.
inline std::optional<Claim> claim_of(const Answered& answer, ClaimKind kind) {
  const auto* certificate = std::get_if<Certificate>(&answer);
  if (certificate == nullptr) return std::nullopt;
  const auto found = std::find_if(certificate->claims.begin(), certificate->claims.end(),
                                  [&](const Claim& claim) { return claim.kind == kind; });
  return found == certificate->claims.end() ? std::nullopt : std::optional(*found);
}

inline bool refuted(const Answered& answer) { return std::holds_alternative<Refuted>(answer); }

}  // namespace isthmus::test

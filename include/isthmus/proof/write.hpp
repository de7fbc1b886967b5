// Writing certificates: the one place that serialises them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// The two forms of docs/certificate.md.
enum class CertificateForm { json, lines };

/// Receives the text piece by piece, in order.
using TextSink = std::function<void(std::string_view)>;

/// Writes the certificate, ending with a line feed. Deterministic; memory for a few lines only.
void write_certificate(const Certificate& certificate, CertificateForm form, const TextSink& sink);

/// The same as one string.
[[nodiscard]] std::string certificate_text(const Certificate& certificate, CertificateForm form);

/// "components 2", "singular-point", …: a claim as the lines form writes it.
[[nodiscard]] std::string claim_text(const Claim& claim);

/// The same for people, as in verdicts: "components 2^3" for the logarithm 3.
[[nodiscard]] std::string claim_verdict(const Claim& claim);

}  // namespace isthmus

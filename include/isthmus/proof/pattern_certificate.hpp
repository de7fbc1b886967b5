// Certificates about patterns: the verdict of the room pattern as a file for any checker.
#pragma once

#include <string>
#include <variant>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

/// A pattern and why its set of products is closed, or is not.
struct PatternCertificate {
  LayerSupports layers;
  std::variant<ClosedEvidence, Witness> evidence;
};

/// Writes the JSON form of docs/certificate.md, "Patterns", ending with a line feed; there is no
/// lines form. Deterministic. Linear in the evidence and in inputs × outputs of the layers.
///
/// Requires evidence of the shape that evidence.hpp describes; whether it proves anything is not
/// looked at.
void write_certificate(const PatternCertificate& certificate, const TextSink& sink);

/// The same as one string.
[[nodiscard]] std::string certificate_text(const PatternCertificate& certificate);

}  // namespace isthmus

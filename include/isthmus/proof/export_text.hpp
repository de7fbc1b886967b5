// Certificates as proofs in plain text.
#pragma once

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

/// The whole proof in words and formulas, nothing left out, in UTF-8 and lines of at most 80
/// columns (a single longer name is broken). Translates, does not check: a wrong certificate gives
/// a wrong proof. Requires numbers of nodes and edges in range, as read_certificate and prove
/// ensure. Linear in the length of the output; memory for one paragraph.
void export_text(const Certificate& certificate, const TextSink& sink);

}  // namespace isthmus

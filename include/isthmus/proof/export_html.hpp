// Certificates as proofs in a web page.
#pragma once

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

/// One self-contained page: no scripts, nothing loaded from elsewhere; light and dark, narrow
/// screens, print. Networks of up to 40 nodes are drawn, the sets of the first steps shaded.
/// Long lists are folded; beyond stated limits the page says how much it leaves out. Any
/// characters in names. Translates, does not check. Requires numbers of nodes and edges in range,
/// as read_certificate and prove ensure.
void export_html(const Certificate& certificate, const TextSink& sink);

}  // namespace isthmus

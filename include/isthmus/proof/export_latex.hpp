// Certificates as proofs in LaTeX.
#pragma once

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

struct LatexOptions {
  bool complete = false;  ///< a document that compiles; else a fragment for a paper's appendix
  bool pictures = true;   ///< of networks that can be read: up to 40 nodes; they need tikz
};

/// The proof with pictures of the network, the sets of the first steps shaded. A fragment needs
/// amsmath, the environments theorem, lemma and proof (amsthm), and tikz for pictures; its first
/// lines say so. Of long lists the beginning is written, and how much was left out; beyond two
/// dozen locks they become a table. Any characters in names. Translates, does not check. Requires
/// numbers of nodes and edges in range, as read_certificate and prove ensure.
void export_latex(const Certificate& certificate, const LatexOptions& options,
                  const TextSink& sink);

}  // namespace isthmus

// The two kinds of evidence in certificates about patterns.
#pragma once

#include "isthmus/pattern/evidence.hpp"
#include "proof/write_forms.hpp"

namespace isthmus {

/// "rows" or "columns", in quotation marks.
inline void write_side(Orientation side, TextBuffer& out) {
  out << (side == Orientation::rows ? "\"rows\"" : "\"columns\"");
}

/// The list of steps that a proof is, every step on a line of its own.
void write_closed_proof(const ClosedProof& proof, TextBuffer& out);

/// The list of steps that a refutation is, every step on a line of its own.
void write_refutation(const Refutation& refutation, TextBuffer& out);

}  // namespace isthmus

// Certificates as questions to SMT solvers: every answer must be "unsat".
#pragma once

#include <optional>

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

/// The theory a solver needs.
enum class SmtlibLogic {
  nra,  ///< QF_NRA: the weights θ_e themselves, laws in their squares
  lra,  ///< QF_LRA: x_e = θ_e² >= 0 as variables, laws linear
};

struct SmtlibOptions {
  /// One self-contained file for the lock of this edge; absent: the script of all steps.
  std::optional<EdgeId> edge;
  SmtlibLogic logic = SmtlibLogic::nra;
};

/// Writes SMT-LIB 2.6. The script of all steps asks one question for each lock, for emptiness and
/// for each set of nodes that the proof says something about; each between (push 1) and (pop 1),
/// about the laws of its own nodes only and with the bounds proved by earlier questions. The file
/// for one edge has the laws of all nodes that the lock's proof goes back to, and no bounds.
/// Steps that are no statement over the reals (flows, forests, walks) are left out with a comment.
/// Returns the number of questions: 0 if no step derives an inequality, which a comment says too.
///
/// Requires numbers of nodes and edges in range, as read_certificate and prove ensure. Throws Error
/// (bad_input) if a step uses an edge that no earlier one locks, Error (bad_usage) if `edge` is
/// not locked. Linear in the edges at the nodes of the sets written.
std::size_t export_smtlib(const Certificate& certificate, const SmtlibOptions& options,
                          const TextSink& sink);

}  // namespace isthmus

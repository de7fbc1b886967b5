// The claims of a certificate as theorems of Coq.
#pragma once

#include <string>
#include <vector>

#include "proof/export_coq_data.hpp"

namespace isthmus::proof {

/// A lemma is a computation that the theorems after it share; what it rests on is asked of these.
enum class CoqRank { theorem, lemma };

/// "Theorem NAME :\n  STATEMENT.\nProof. PROOF Qed."
struct CoqTheorem {
  std::string name;
  std::string statement;
  std::string proof;
  CoqRank rank = CoqRank::theorem;
};

/// The files of the theory that the definitions and theorems of a certificate need.
[[nodiscard]] std::vector<std::string> theory_roots(const Certificate& certificate,
                                                    CoqDialect dialect);

/// The locks, then the claims in their order, about the definitions that CoqData writes.
[[nodiscard]] std::vector<CoqTheorem> coq_theorems(const Certificate& certificate,
                                                   const CoqEdges& edges);

/// The laws written out as equations, and that they are what M means; for small networks.
[[nodiscard]] CoqTheorem coq_equations(const Certificate& certificate, const CoqEdges& edges);

}  // namespace isthmus::proof

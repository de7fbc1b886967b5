// The equations of M(c), their Jacobian, and the ideal of its maximal minors (theory §1, §4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus {

/// One variable θ: member `copy` (from 0) of the bundle `edge`.
struct Variable {
  EdgeId edge;
  std::uint64_t copy = 0;
};

/// One nonzero entry ±1 of B, for a variable. Loops have none.
struct Term {
  std::size_t variable;
  int sign;  ///< +1: the edge enters the node, −1: it leaves it
};

/// Row v of B(θ∘θ) = c: Σ sign·θ² = c_v.
struct Law {
  NodeId node;
  std::vector<Term> terms;  ///< by variable
};

struct Equations {
  std::vector<Variable> variables;  ///< all weights, bundle by bundle
  std::vector<Law> laws;            ///< one for every hidden node
};

/// Spells out the quadrics. Throws Error (limit_reached) beyond `max_variables` weights.
[[nodiscard]] Equations equations(const BalanceNetwork& network,
                                  std::uint64_t max_variables = 1'000'000);

/// The generators of the ideal of maximal minors of J = 2·B·diag(θ), up to nonzero factors: one
/// squarefree monomial Π_{e∈F} θ_e for every spanning forest F rooted at the ground, written as
/// increasing positions in Equations::variables. Empty when the ideal is (0), i.e. when some
/// hidden node is not joined to the ground; {{}} when there is no hidden node. In lexicographic
/// order. Throws Error (limit_reached) when there are more than `limit`.
[[nodiscard]] std::vector<std::vector<std::size_t>> forest_minors(const BalanceNetwork& network,
                                                                  const Equations& equations,
                                                                  std::size_t limit = 10'000);

}  // namespace isthmus

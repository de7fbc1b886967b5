// Betti numbers and generators by definition: Hochster's formula over all sets of weights.
#pragma once

#include <vector>

#include "oracle/cuts.hpp"
#include "oracle/graph.hpp"

namespace isthmus::oracle {

/// The inclusion-minimal sets among δ_in(U) with c(U) > 0 and δ_out(U) with c(U) < 0, increasing.
[[nodiscard]] std::vector<Set> minimal_non_faces(const Graph& g, const Vector& c);

/// b_i = Σ over T of the rank of the reduced homology of K_T in degree i − 1 (theory §6), without
/// trailing zeros. Requires that P(c) is not empty and at most about 10 weights.
[[nodiscard]] std::vector<Integer> betti_numbers(const Graph& g, const Vector& c);

/// Σ over the faces of K of (−1)^|σ| 2^(|E|−|σ|).
[[nodiscard]] Integer euler_characteristic(const Graph& g, const Vector& c);

}  // namespace isthmus::oracle

// Charts drawn at random for one case.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pattern/charts/case_frame_flint.hpp"

namespace isthmus {

/// denominator·primitive_i = Σ factors[k]·x_k on the observed places of each line i.
struct CandidateRow {
  Polynomial denominator;
  std::vector<Polynomial> factors;  ///< one for each neuron
};
struct Candidate {
  std::vector<PolynomialVector> x;  ///< one for each neuron, 0 outside its places
  std::vector<CandidateRow> rows;
};

/// Draws a chart; none if the choices made do not lead to one. The same seed on a restricted case
/// makes the same choices.
[[nodiscard]] std::optional<Candidate> draw_chart(const CaseFrame& frame, std::uint64_t seed);

}  // namespace isthmus

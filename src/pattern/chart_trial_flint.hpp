// Charts drawn at random for one case.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pattern/chart_case_flint.hpp"

namespace isthmus {

/// Polynomials along a line, one for each place of the frame; 0 where nothing is observed.
using PolynomialVector = std::vector<Polynomial>;

/// The line a of A in a case: scale·a = content·primitive, where the scale does not vanish.
struct CaseLine {
  Polynomial scale, content;
  PolynomialVector primitive;
};

/// A frame in positions (of lines, of places), with the lines of a case.
struct CaseFrame {
  CaseFrame(const ChartFrame& frame, const EntryTable& table, const ChartCase& chart_case,
            const Ring& ring);

  const ChartFrame* frame;
  const Ring* ring;
  std::vector<std::uint64_t> neuron_lines, neuron_places, observed;  ///< bits are positions
  std::vector<CaseLine> lines;
};

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

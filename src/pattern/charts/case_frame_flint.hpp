// The matrices of a case line by line, as vectors of polynomials.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pattern/charts/chart_case_flint.hpp"

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

/// A minor in a case is numerator/denominator, where the latter does not vanish.
struct CaseMinor {
  Polynomial numerator, denominator;
};
/// Of a frame by rows, with rows and columns of the pattern; at most 16 of them.
[[nodiscard]] CaseMinor case_minor(const CaseFrame& frame, const std::vector<std::size_t>& rows,
                                   const std::vector<std::size_t>& columns);

}  // namespace isthmus

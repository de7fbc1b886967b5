#include "pattern/charts/case_frame_flint.hpp"

#include <algorithm>
#include <bit>

#include "pattern/charts/solve_flint.hpp"

namespace isthmus {
namespace {

std::uint64_t positions(const IndexSet& set, const std::vector<std::size_t>& of) {
  std::uint64_t out = 0;
  for (std::size_t p = 0; p < of.size(); ++p) {
    if (set.contains(of[p])) out |= std::uint64_t{1} << p;
  }
  return out;
}

CaseLine case_line(const ChartFrame& frame, std::size_t i, const EntryTable& table,
                   const ChartCase& chart_case, const Ring& ring) {
  CaseLine out{Polynomial(ring, 1), Polynomial(ring, 1), {}};
  std::vector<std::size_t> variables;
  for (const std::size_t place : frame.places) {
    const auto [row, column] = frame.entry(frame.lines[i], place);
    variables.push_back(frame.observed[i].contains(place) ? table.variable(row, column)
                                                          : EntryTable::none);
    if (variables.back() == EntryTable::none) continue;
    const Polynomial& below = chart_case.denominator(variables.back());
    out.scale *= below.exactly_by(Polynomial::gcd(out.scale, below));
  }
  for (const std::size_t v : variables) {
    out.primitive.push_back(v == EntryTable::none
                                ? Polynomial(ring)
                                : chart_case.numerator(v) *
                                      out.scale.exactly_by(chart_case.denominator(v)));
  }
  out.content = make_primitive(ring, out.primitive);
  return out;
}

std::size_t position(const std::vector<std::size_t>& list, std::size_t index) {
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), index) - list.begin());
}

// By expansion along the rows; of[mask] is the determinant of the first rows on these columns.
Polynomial determinant(const Ring& ring, const std::vector<PolynomialVector>& rows) {
  const std::size_t size = rows.size();
  std::vector<Polynomial> of(std::size_t{1} << size, Polynomial(ring));
  of[0] = Polynomial(ring, 1);
  for (std::size_t mask = 1; mask < of.size(); ++mask) {
    const auto row = static_cast<std::size_t>(std::popcount(mask)) - 1;
    for (std::size_t c = 0; c < size; ++c) {
      if ((mask >> c & 1) == 0) continue;
      const Polynomial part = rows[row][c] * of[mask & ~(std::size_t{1} << c)];
      const bool even = std::popcount(mask >> (c + 1)) % 2 == 0;
      even ? of[mask] += part : of[mask] -= part;
    }
  }
  return of.back();
}

}  // namespace

CaseFrame::CaseFrame(const ChartFrame& seen, const EntryTable& table, const ChartCase& chart_case,
                     const Ring& of)
    : frame(&seen), ring(&of) {
  for (std::size_t k = 0; k < seen.neuron_lines.size(); ++k) {
    neuron_lines.push_back(positions(seen.neuron_lines[k], seen.lines));
    neuron_places.push_back(positions(seen.neuron_places[k], seen.places));
  }
  for (std::size_t i = 0; i < seen.lines.size(); ++i) {
    observed.push_back(positions(seen.observed[i], seen.places));
    lines.push_back(case_line(seen, i, table, chart_case, of));
  }
}

CaseMinor case_minor(const CaseFrame& frame, const std::vector<std::size_t>& rows,
                     const std::vector<std::size_t>& columns) {
  Polynomial factor(*frame.ring, 1), denominator(*frame.ring, 1);
  std::vector<PolynomialVector> square;
  for (const std::size_t row : rows) {
    const CaseLine& line = frame.lines[position(frame.frame->lines, row)];
    PolynomialVector& values = square.emplace_back();
    for (const std::size_t c : columns) {
      values.push_back(line.primitive[position(frame.frame->places, c)]);
    }
    factor *= line.content;
    denominator *= line.scale;
  }
  return {factor * determinant(*frame.ring, square), denominator};
}

}  // namespace isthmus

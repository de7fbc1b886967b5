// Rank conditions: A restricted to rows I and columns J is a product of two matrices whose inner
// index runs over the neurons that have a row in I and a column in J, if no entry there is free. (A
// free entry that no neuron covers may be taken for 0.) So
// minors with more rows than that vanish on all attained matrices, and on their limits.
//
// All blocks are looked at, as reduced states are small. Rejected: only the largest deficits; their
// minors do not imply those of smaller blocks.
#include "pattern/charts/chart_minors.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>

#include "pattern/charts/entry_polynomial.hpp"

namespace isthmus {
namespace {

std::vector<std::size_t> chosen(const std::vector<std::size_t>& from, std::uint32_t mask) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if ((mask >> i & 1) != 0) out.push_back(from[i]);
  }
  return out;
}

int sign(const std::vector<std::size_t>& permutation) {
  int out = 1;
  for (std::size_t i = 0; i < permutation.size(); ++i) {
    for (std::size_t j = i + 1; j < permutation.size(); ++j) {
      if (permutation[i] > permutation[j]) out = -out;
    }
  }
  return out;
}

}  // namespace

bool has_free_entry(const PatternState& state, const OutsideCase& block) {
  for (const std::size_t row : block.rows) {
    if (row >= state.free.size()) continue;
    IndexSet covered;
    for (const Rectangle& neuron : state.neurons) {
      if (neuron.rows.contains(row)) covered |= neuron.columns;
    }
    for (const std::size_t column : block.columns) {
      if (state.free[row].contains(column) && covered.contains(column)) return true;
    }
  }
  return false;
}

std::size_t meeting(const PatternState& state, const OutsideCase& block) {
  IndexSet rows, columns;
  for (const std::size_t row : block.rows) rows.insert(row);
  for (const std::size_t column : block.columns) columns.insert(column);
  return static_cast<std::size_t>(
      std::count_if(state.neurons.begin(), state.neurons.end(), [&](const Rectangle& neuron) {
        return neuron.rows.meets(rows) && neuron.columns.meets(columns);
      }));
}

EntryPolynomial chart_minor(const ChartFrame& frame, const std::vector<std::size_t>& rows,
                            const std::vector<std::size_t>& columns) {
  std::vector<const IndexSet*> observed;
  for (const std::size_t row : rows) {
    const auto line = std::lower_bound(frame.lines.begin(), frame.lines.end(), row);
    observed.push_back(&frame.observed[static_cast<std::size_t>(line - frame.lines.begin())]);
  }
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  EntryPolynomial out;
  do {
    EntryTerm term{Rational(sign(order)), {}};
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::size_t column = columns[order[i]];
      if (!observed[i]->contains(column)) break;
      term.powers.push_back(
          {static_cast<std::uint32_t>(rows[i]), static_cast<std::uint32_t>(column), 1});
    }
    if (term.powers.size() == order.size()) out.push_back(std::move(term));
  } while (std::next_permutation(order.begin(), order.end()));
  return out;  // permutations in order are terms in order
}

std::vector<OutsideCase> vanishing_minors(const PatternState& state) {
  const ChartFrame frame = chart_frame(state, Orientation::rows);
  std::vector<OutsideCase> out;
  if (frame.lines.size() > 10 || frame.places.size() > 10) return out;
  for (std::uint32_t rows = 1; rows < 1U << frame.lines.size(); ++rows) {
    for (std::uint32_t columns = 1; columns < 1U << frame.places.size(); ++columns) {
      if (std::popcount(rows) != std::popcount(columns) || std::popcount(rows) > 6) continue;
      OutsideCase block{chosen(frame.lines, rows), chosen(frame.places, columns), {}, {}};
      if (meeting(state, block) >= block.rows.size() || has_free_entry(state, block)) continue;
      if (!chart_minor(frame, block.rows, block.columns).empty()) out.push_back(std::move(block));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const OutsideCase& a, const OutsideCase& b) {
    return a.rows.size() < b.rows.size();
  });
  return out;
}

}  // namespace isthmus

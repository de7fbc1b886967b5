// Minors that vanish for every attained matrix, because too few neurons meet them.
#pragma once

#include <cstddef>
#include <vector>

#include "pattern/charts/chart_frame.hpp"

namespace isthmus {

/// How many neurons have one of the rows and one of the columns of the block.
[[nodiscard]] std::size_t meeting(const PatternState& state, const OutsideCase& block);

/// Is an entry of the block free although a neuron covers it?
[[nodiscard]] bool has_free_entry(const PatternState& state, const OutsideCase& block);

/// The determinant of A on these rows and columns, of equal number; what no neuron covers is 0.
/// Requires at most 8 of them.
[[nodiscard]] EntryPolynomial chart_minor(const ChartFrame& rows,
                                          const std::vector<std::size_t>& of,
                                          const std::vector<std::size_t>& columns);

/// All blocks (cofactor and product empty) of at most 6 rows and as many columns without free
/// entries (see above) that fewer neurons meet than they have rows, smallest first, unless their
/// minor is 0 for every matrix anyway. None for states of more than 10 rows or columns: there are
/// too many.
[[nodiscard]] std::vector<OutsideCase> vanishing_minors(const PatternState& state);

}  // namespace isthmus

// A state and a limit as the refutation sees them: rows, their known vectors and the neurons'
// spaces.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/pattern/evidence.hpp"

namespace isthmus::pattern {

/// A row whose observed entries are not all 0. (Other rows have the empty support and never
/// matter.)
struct KnownRow {
  std::size_t name = 0;        ///< the row of the pattern (a column, seen by columns)
  std::vector<Integer> limit;  ///< a positive multiple of a_i, primitive; 0 at free columns
  IndexSet support;            ///< where the limit is not 0
  IndexSet free;               ///< F_i
  IndexSet neurons;            ///< K_i, as positions in the state's list
};

/// The unknown x_k in R^{reach of k} and the rows; columns are numbered from 0 within the state.
struct RefutationProblem {
  std::size_t columns = 0;
  std::vector<KnownRow> rows;
  std::vector<IndexSet> reach;  ///< of each neuron of the state
};

/// Requires a limit with all rows and columns of the state.
[[nodiscard]] RefutationProblem refutation_problem(const PatternState& state,
                                                   const RationalMatrix& limit, Orientation side);

/// The supports that a row may have in a refutation, as evidence.hpp says; by size, then in
/// lexicographic order.
/// Costs 2^|K_i|; requires |K_i| < 32.
[[nodiscard]] std::vector<IndexSet> possible_supports(const RefutationProblem& problem,
                                                      const KnownRow& row);

}  // namespace isthmus::pattern

// Rows that see the same neurons and the same free entries: all that most theorems need of a state.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// The rows of one type (K, F). Free entries outside `reach` play no part and are left out.
struct RowType {
  IndexSet neurons;  ///< K: positions in the state's list, not empty
  IndexSet reach;    ///< U: the columns of these neurons
  IndexSet free;     ///< F ∩ U
  IndexSet rows;     ///< the rows of this type
};

/// The types of all rows that some neuron covers, in the order of their first rows.
[[nodiscard]] std::vector<RowType> row_types(const PatternState& state);

/// The columns of the neurons of `type`, as `maximum_matching` wants them.
[[nodiscard]] std::vector<const IndexSet*> columns_of(const PatternState& state,
                                                      const IndexSet& neurons);

/// d: the dimension of the span of generic x_k, k in K, modulo the free entries of the type.
[[nodiscard]] std::size_t generic_rank(const PatternState& state, const RowType& type);

/// The state itself, or transposed for `Orientation::columns`.
[[nodiscard]] PatternState seen_by(const PatternState& state, Orientation side);

}  // namespace isthmus

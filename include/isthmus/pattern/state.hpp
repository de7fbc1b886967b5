// What is left of a two-factor pattern while it is reduced.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/pattern/index_set.hpp"

namespace isthmus {

/// A hidden neuron k of a pattern Y·X, as the entries of the product that it can reach: its
/// outputs `rows` (column k of the support of Y) times its inputs `columns` (row k of X's).
struct Rectangle {
  /// The neuron of the original pattern that this one is, or is a piece of.
  std::size_t origin = 0;
  IndexSet rows;
  IndexSet columns;

  friend bool operator==(const Rectangle&, const Rectangle&) = default;
  friend auto operator<=>(const Rectangle&, const Rectangle&) = default;
};

/// A state S: the set of matrices A for which there are x_k in R^{columns of k} with
/// a_i in span(x_k : i in rows of k) + R^{free[i]} for every row i of `rows` — where the entries in
/// free[i], and those outside `rows` × `columns`, are of no concern (Theory §9). A pattern of two
/// factors is the state without free entries.
///
/// Indices are those of the original pattern, so a state can be spoken of to the user as it is.
struct PatternState {
  IndexSet rows;
  IndexSet columns;
  std::vector<Rectangle> neurons;
  std::vector<IndexSet> free;  ///< free[i]: columns of row i; one for each row of the *pattern*

  friend bool operator==(const PatternState&, const PatternState&) = default;
};

/// Rows and columns exchanged: the state of the transposed matrices. `column_count` is the number
/// of columns of the original pattern.
[[nodiscard]] PatternState transposed(const PatternState& state, std::size_t column_count);

/// Is a connected state closed? What is known of it once every theorem has been tried.
enum class Closedness { closed, not_closed, undecided };

}  // namespace isthmus

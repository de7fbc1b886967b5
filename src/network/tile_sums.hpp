// Row and column sums of squares over one tile of a matrix of weights.
#pragma once

#include <cstdint>
#include <vector>

#include "exact/square_split.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "network/matrix_view.hpp"

namespace isthmus {

/// Part of a matrix that one thread works at: small enough for its sums to stay in the cache.
struct Tile {
  static constexpr std::uint64_t side = 1024;

  std::uint64_t row = 0, column = 0;
  std::size_t rows = 0, columns = 0;  ///< at most `side` each
};
static_assert(Tile::side <= split::most);

/// Sums for each row and column of a tile. A row goes through the vector unit twice: once for its
/// own sum, and, if that left no rest, once more for the columns, which share one window.
template <NumberType widest>
class TileSums {
 public:
  using Sum = SquareSum<widest>;

  void compute(const MatrixView& matrix, const Tile& tile);

  std::vector<Sum> rows, columns;

 private:
  /// What the window has gathered for the columns, and a row as it is worked at.
  template <class Number>
  struct Work;

  template <class Number>
  void compute_as(const MatrixView& matrix, const Tile& tile);
  template <class Number>
  void add_row(Work<Number>& work, std::size_t row, std::size_t count);
  template <class Number>
  void settle(Work<Number>& work);
};

extern template class TileSums<NumberType::binary32>;
extern template class TileSums<NumberType::binary64>;

}  // namespace isthmus

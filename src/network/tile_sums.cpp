#include "network/tile_sums.hpp"

#include <algorithm>

namespace isthmus {

template <NumberType widest>
void TileSums<widest>::compute(const MatrixView& matrix, const Tile& tile) {
  rows.assign(tile.rows, {});
  columns.assign(tile.columns, {});
  begin_window(0);
  const bool narrow = matrix.type() != NumberType::binary64 && split::rounds_to_nearest();
  for (std::size_t row = 0; row < tile.rows; ++row) {
    if (!narrow) {
      add_wide_row(matrix, tile, row);
    } else {
      matrix.load(x_, tile.row + row, tile.column, tile.columns);
      add_narrow_row(row, tile.columns);
    }
  }
  settle();
}

template <NumberType widest>
void TileSums<widest>::add_narrow_row(std::size_t row, std::size_t count) {
  const unsigned field = split::largest_field(x_, count);
  if (field > field_ && field < 255) {
    settle();
    begin_window(field);
  }
  split::Pieces sums;
  if (field < 255 && window_.sum(x_, count, sums)) {
    for (const double piece : {sums.first, sums.second, sums.third}) rows[row].add_term(piece);
    window_.spread(x_, count, first_, second_, third_);
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    rows[row].add(x_[i]);
    columns[i].add(x_[i]);
  }
}

template <NumberType widest>
void TileSums<widest>::add_wide_row(const MatrixView& matrix, const Tile& tile, std::size_t row) {
  for (std::size_t i = 0; i < tile.columns; ++i) {
    const double x = load_number(matrix.at(tile.row + row, tile.column + i), matrix.type());
    rows[row].add(x);
    columns[i].add(x);
  }
}

template <NumberType widest>
void TileSums<widest>::begin_window(unsigned field) {
  field_ = field;
  window_ = split::Window(field);
  for (double* pieces : {first_, second_, third_}) std::fill_n(pieces, Tile::side, 0.0);
}

/// Takes what the window has gathered over to the columns.
template <NumberType widest>
void TileSums<widest>::settle() {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (const double piece : {first_[i], second_[i], third_[i]}) columns[i].add_term(piece);
  }
}

template class TileSums<NumberType::binary32>;
template class TileSums<NumberType::binary64>;

}  // namespace isthmus

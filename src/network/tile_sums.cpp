#include "network/tile_sums.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>

namespace isthmus {

template <NumberType widest>
template <class Number>
struct TileSums<widest>::Work {
  using Window = split::Window<Number>;

  [[nodiscard]] std::array<double*, Window::count> columns() {
    std::array<double*, Window::count> starts;
    for (std::size_t i = 0; i < Window::count; ++i) starts[i] = piece[i];
    return starts;
  }

  int top = std::numeric_limits<int>::min();
  Window window{0};
  Number x[Tile::side] = {};
  double piece[Window::count][Tile::side] = {};
};

template <NumberType widest>
void TileSums<widest>::compute(const MatrixView& matrix, const Tile& tile) {
  rows.assign(tile.rows, {});
  columns.assign(tile.columns, {});
  if (matrix.type() == NumberType::binary64) {
    compute_as<double>(matrix, tile);
  } else {
    compute_as<float>(matrix, tile);
  }
}

template <NumberType widest>
template <class Number>
void TileSums<widest>::compute_as(const MatrixView& matrix, const Tile& tile) {
  const auto work = std::make_unique<Work<Number>>();
  for (std::size_t row = 0; row < tile.rows; ++row) {
    matrix.load(work->x, tile.row + row, tile.column, tile.columns);
    add_row(*work, row, tile.columns);
  }
  settle(*work);
}

template <NumberType widest>
template <class Number>
void TileSums<widest>::add_row(Work<Number>& work, std::size_t row, std::size_t count) {
  const std::optional<int> top =
      split::rounds_to_nearest() ? split::bound(work.x, count) : std::nullopt;
  if (top && *top > work.top) {
    settle(work);
    work.top = *top;
    work.window = split::Window<Number>(*top);
  }
  typename split::Window<Number>::Pieces sums = {};
  if (top && work.window.sum(work.x, count, sums)) {
    for (const double piece : sums) rows[row].add_term(piece);
    work.window.spread(work.x, count, work.columns());
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    rows[row].add(static_cast<double>(work.x[i]));
    columns[i].add(static_cast<double>(work.x[i]));
  }
}

/// Takes what the window has gathered over to the columns.
template <NumberType widest>
template <class Number>
void TileSums<widest>::settle(Work<Number>& work) {
  for (auto& pieces : work.piece) {
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].add_term(pieces[i]);
    std::fill_n(pieces, Tile::side, 0.0);
  }
}

template class TileSums<NumberType::binary32>;
template class TileSums<NumberType::binary64>;

}  // namespace isthmus

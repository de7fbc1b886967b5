// A dense link as a plain matrix of weights.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "exact/square_split.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

/// Rows are nodes at one end of a dense link; columns are the nodes at the other end, each as
/// often as a bundle has weights. Rows and columns are chosen so that a row lies closer together
/// in memory than a column. Borrows model and link.
class MatrixView {
 public:
  MatrixView(const Model& model, const Link& link)
      : tensor_(model.tensors[link.tensor]),
        width_(byte_size(tensor_.type)),
        link_(link),
        rows_are_heads_(link.row_stride >= link.column_stride),
        row_stride_(link.row_stride),
        column_stride_(link.column_stride) {
    if (!rows_are_heads_) std::swap(row_stride_, column_stride_);
  }

  [[nodiscard]] NumberType type() const { return tensor_.type; }
  [[nodiscard]] bool rows_are_heads() const { return rows_are_heads_; }
  [[nodiscard]] std::uint64_t row_count() const { return row_nodes().size(); }
  [[nodiscard]] std::uint64_t column_count() const { return column_nodes().size() * link_.depth; }
  [[nodiscard]] std::uint32_t row_node(std::uint64_t row) const { return row_nodes()[row]; }
  [[nodiscard]] std::uint32_t column_node(std::uint64_t column) const {
    return column_nodes()[column / link_.depth];
  }

  [[nodiscard]] const std::byte* at(std::uint64_t row, std::uint64_t column) const {
    return tensor_.data +
           width_ * (link_.offset + row * row_stride_ + column / link_.depth * column_stride_ +
                     column % link_.depth * link_.depth_stride);
  }

  /// `count` weights of a row as float or double. Requires a type that is not wider.
  template <class Number>
  void load(Number* x, std::uint64_t row, std::uint64_t column, std::size_t count) const {
    if (even()) return split::load(x, at(row, column), type(), count, step());
    while (count > 0) {
      const auto n = std::min<std::uint64_t>(count, link_.depth - column % link_.depth);
      split::load(x, at(row, column), type(), n, link_.depth_stride);
      x += n, column += n, count -= n;
    }
  }

 private:
  [[nodiscard]] const std::vector<std::uint32_t>& row_nodes() const {
    return rows_are_heads_ ? link_.heads : link_.tails;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& column_nodes() const {
    return rows_are_heads_ ? link_.tails : link_.heads;
  }
  /// True if the columns are the same distance apart, from one node to the next too.
  [[nodiscard]] bool even() const {
    return link_.depth == 1 || column_stride_ == link_.depth * link_.depth_stride;
  }
  [[nodiscard]] std::uint64_t step() const {
    return link_.depth == 1 ? column_stride_ : link_.depth_stride;
  }

  const Tensor& tensor_;
  std::size_t width_;
  const Link& link_;
  bool rows_are_heads_;
  std::uint64_t row_stride_, column_stride_;
};

}  // namespace isthmus

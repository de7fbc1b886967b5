// Arrays that say which unit each element of a tensor belongs to.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace isthmus::onnx {

using Shape = std::vector<std::uint64_t>;

/// A label for every element of a tensor of shape `shape`, stored like a NumPy array that is to be
/// broadcast: extent[i] is shape[i], or 1 where the labels do not depend on axis i. Row-major.
struct Labels {
  Shape shape;
  Shape extent;
  std::vector<std::uint32_t> at;
};

/// Called with two labels that belong to units which scale together.
using Tie = std::function<void(std::uint32_t, std::uint32_t)>;

/// Labels first, first + 1, … along one axis and the same for all others. Requires axis < rank.
[[nodiscard]] Labels along_axis(Shape shape, std::size_t axis, std::uint32_t first);

/// Stored for the wider `extent`, each entry of which is that of `labels` or the shape's.
[[nodiscard]] Labels spread(const Labels& labels, const Shape& extent);

/// All labels in the order of the elements. Throws Error (limit_reached) for huge tensors.
[[nodiscard]] std::vector<std::uint32_t> every_label(const Labels& labels);

/// Requires a permutation of the axes.
[[nodiscard]] Labels transpose(const Labels& labels, const std::vector<std::size_t>& permutation);

/// Requires as many elements as before.
[[nodiscard]] Labels reshape(const Labels& labels, const Shape& shape);

/// The slices at `indices` along one axis. Requires indices in range.
[[nodiscard]] Labels take(const Labels& labels, std::size_t axis,
                          const std::vector<std::uint64_t>& indices);

/// Requires shapes that agree except at `axis`, and at least one part.
[[nodiscard]] Labels concatenate(const std::vector<Labels>& parts, std::size_t axis);

/// Broadcast to a shape to which it can be.
[[nodiscard]] Labels expand(const Labels& labels, const Shape& shape);

/// Ties all labels along an axis, so that its extent becomes 1.
[[nodiscard]] Labels collapse(Labels labels, std::size_t axis, const Tie& tie);
[[nodiscard]] Labels collapse_except(Labels labels, std::size_t axis, const Tie& tie);

/// The sum of two tensors of equal shape: their labels are tied element by element.
[[nodiscard]] Labels merge(const Labels& a, const Labels& b, const Tie& tie);

/// The shape to which both broadcast. Throws Error (bad_input) if there is none.
[[nodiscard]] Shape common_shape(const Shape& a, const Shape& b);

}  // namespace isthmus::onnx

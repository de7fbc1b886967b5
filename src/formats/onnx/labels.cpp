// The algebra of labels: operators that only move elements, done to what stands for them.
//
// Problem. Which elements of a tensor belong to one channel? After Reshape, Transpose, Concat,
// Slice and Flatten that is no longer "axis 1".
//
// Idea. Do to an array of labels what is done to the tensor. An axis along which labels do not
// change is stored once, as in broadcasting, so that a map of 512 channels has 512 labels however
// large its pictures are.
//
// Invariant. extent[i] is 1 or shape[i]; at has as many entries as the product of the extents.
//
// Reshape. The axes of both shapes fall into shortest groups of equal size, as in NumPy's rule for
// reshaping without a copy. In a group without labels nothing happens; in any other one the labels
// are stored for every element, and the order of elements stays.
//
// Cost. Linear in the labels stored. Rejected: a label for every element (too large for pictures)
// and symbolic index expressions (slices and concatenations make them long).
#include "formats/onnx/labels.hpp"

#include <algorithm>

#include "formats/onnx/graph.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

constexpr std::uint64_t most_labels = std::uint64_t{1} << 24;

std::uint64_t product(const Shape& shape, std::size_t begin, std::size_t end) {
  std::uint64_t size = 1;
  for (std::size_t i = begin; i < end; ++i) size *= shape[i];
  return size;
}

std::uint64_t label_count(const Shape& extent) {
  const std::uint64_t count = checked_size(extent);
  if (count > most_labels) {
    throw limit_error("a tensor of shape " + shape_text(extent) + " mixes units too finely",
                      "at most 2^24 elements can be told apart");
  }
  return count;
}

/// Distances between neighbours along each axis; 0 along axes that are stored once.
Shape strides_of(const Shape& extent) {
  Shape strides(extent.size(), 0);
  std::uint64_t step = 1;
  for (std::size_t i = extent.size(); i-- > 0;) {
    if (extent[i] != 1) strides[i] = step;
    step *= extent[i];
  }
  return strides;
}

/// Calls visit(offset) for all indices of `extent` in row-major order, where one step along axis i
/// moves the offset by strides[i].
template <class Visit>
void walk(const Shape& extent, const Shape& strides, const Visit& visit) {
  Shape index(extent.size(), 0);
  std::uint64_t offset = 0;
  for (std::uint64_t left = checked_size(extent); left > 0; --left) {
    visit(offset);
    for (std::size_t i = extent.size(); i-- > 0;) {
      offset += strides[i];
      if (++index[i] < extent[i]) break;
      offset -= strides[i] * index[i];
      index[i] = 0;
    }
  }
}

/// The extents that hold the labels of both, whose shapes are equal.
Shape wider(const Shape& a, const Shape& b) {
  Shape extent = a;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == 1) extent[i] = b[i];
  }
  return extent;
}

/// Axes [begin, end) of the old and the new shape that hold the same elements.
struct Group {
  std::size_t old_begin, old_end, new_begin, new_end;
};

std::vector<Group> groups_of(const Shape& from, const Shape& to) {
  std::vector<Group> groups;
  for (std::size_t i = 0, j = 0; i < from.size() || j < to.size();) {
    Group group{i, i, j, j};
    std::uint64_t a = 1, b = 1;
    if (i < from.size()) a = from[group.old_end++];
    if (j < to.size()) b = to[group.new_end++];
    while (a != b) {
      if (a < b && group.old_end < from.size()) {
        a *= from[group.old_end++];
      } else {
        ensure(group.new_end < to.size(), "reshaping keeps the number of elements");
        b *= to[group.new_end++];
      }
    }
    i = group.old_end;
    j = group.new_end;
    groups.push_back(group);
  }
  return groups;
}

bool is_plain(const Shape& extent, std::size_t begin, std::size_t end) {
  return std::all_of(extent.begin() + static_cast<std::ptrdiff_t>(begin),
                     extent.begin() + static_cast<std::ptrdiff_t>(end),
                     [](std::uint64_t n) { return n == 1; });
}

}  // namespace

Labels along_axis(Shape shape, std::size_t axis, std::uint32_t first) {
  Shape extent(shape.size(), 1);
  extent[axis] = shape[axis];
  std::vector<std::uint32_t> at(label_count(extent));
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = first + static_cast<std::uint32_t>(i);
  return {std::move(shape), std::move(extent), std::move(at)};
}

Labels spread(const Labels& labels, const Shape& extent) {
  if (extent == labels.extent) return labels;
  Labels wide{labels.shape, extent, {}};
  wide.at.reserve(label_count(extent));
  walk(extent, strides_of(labels.extent),
       [&](std::uint64_t offset) { wide.at.push_back(labels.at[offset]); });
  return wide;
}

std::vector<std::uint32_t> every_label(const Labels& labels) {
  return spread(labels, labels.shape).at;
}

Labels transpose(const Labels& labels, const std::vector<std::size_t>& permutation) {
  const Shape old_strides = strides_of(labels.extent);
  Labels result;
  Shape strides;
  for (const std::size_t axis : permutation) {
    result.shape.push_back(labels.shape[axis]);
    result.extent.push_back(labels.extent[axis]);
    strides.push_back(old_strides[axis]);
  }
  result.at.reserve(labels.at.size());
  walk(result.extent, strides,
       [&](std::uint64_t offset) { result.at.push_back(labels.at[offset]); });
  return result;
}

Labels reshape(const Labels& labels, const Shape& shape) {
  if (checked_size(labels.shape) == 0) return {shape, shape, {}};
  Shape old_extent = labels.extent, new_extent = shape;
  for (const Group& group : groups_of(labels.shape, shape)) {
    if (is_plain(labels.extent, group.old_begin, group.old_end)) {
      for (std::size_t j = group.new_begin; j < group.new_end; ++j) new_extent[j] = 1;
    } else {
      for (std::size_t i = group.old_begin; i < group.old_end; ++i) old_extent[i] = labels.shape[i];
    }
  }
  return {shape, new_extent, spread(labels, old_extent).at};
}

Labels take(const Labels& labels, std::size_t axis, const std::vector<std::uint64_t>& indices) {
  Labels result = labels;
  result.shape[axis] = indices.size();
  if (labels.extent[axis] == 1 && !indices.empty()) return result;
  result.extent[axis] = indices.size();
  result.at.clear();
  result.at.reserve(label_count(result.extent));
  const std::uint64_t inner = product(labels.extent, axis + 1, labels.extent.size());
  const std::uint64_t outer = product(labels.extent, 0, axis);
  for (std::uint64_t o = 0; o < outer; ++o) {
    for (const std::uint64_t index : indices) {
      const std::uint64_t i = labels.extent[axis] == 1 ? 0 : index;
      const auto begin = labels.at.begin() + (o * labels.extent[axis] + i) * inner;
      result.at.insert(result.at.end(), begin, begin + static_cast<std::ptrdiff_t>(inner));
    }
  }
  return result;
}

Labels concatenate(const std::vector<Labels>& parts, std::size_t axis) {
  Labels result{parts.front().shape, Shape(parts.front().shape.size(), 1), {}};
  result.shape[axis] = 0;
  for (const Labels& part : parts) {
    result.shape[axis] += part.shape[axis];
    result.extent = wider(result.extent, part.extent);
  }
  result.extent[axis] = result.shape[axis];
  result.at.reserve(label_count(result.extent));
  std::vector<Labels> wide;
  for (const Labels& part : parts) {
    Shape extent = result.extent;
    extent[axis] = part.shape[axis];
    wide.push_back(spread(part, extent));
  }
  const std::uint64_t outer = product(result.extent, 0, axis);
  const std::uint64_t inner = product(result.extent, axis + 1, result.extent.size());
  for (std::uint64_t o = 0; o < outer; ++o) {
    for (const Labels& part : wide) {
      const auto length = static_cast<std::ptrdiff_t>(part.extent[axis] * inner);
      const auto begin = part.at.begin() + static_cast<std::ptrdiff_t>(o) * length;
      result.at.insert(result.at.end(), begin, begin + length);
    }
  }
  return result;
}

Labels expand(const Labels& labels, const Shape& shape) {
  Labels result{shape, labels.extent, labels.at};
  result.extent.insert(result.extent.begin(), shape.size() - labels.shape.size(), 1);
  return result;
}

Labels collapse(Labels labels, std::size_t axis, const Tie& tie) {
  if (labels.extent[axis] <= 1) return labels;
  Labels first = take(labels, axis, {0});
  first.shape = labels.shape;
  const Labels& all = labels;
  std::size_t i = 0;
  walk(all.extent, strides_of(first.extent),
       [&](std::uint64_t offset) { tie(first.at[offset], all.at[i++]); });
  return first;
}

Labels collapse_except(Labels labels, std::size_t axis, const Tie& tie) {
  for (std::size_t i = 0; i < labels.shape.size(); ++i) {
    if (i != axis) labels = collapse(std::move(labels), i, tie);
  }
  return labels;
}

Labels merge(const Labels& a, const Labels& b, const Tie& tie) {
  Labels left = a, right = b;
  for (std::size_t i = 0; i < a.shape.size(); ++i) {
    if (right.extent[i] == 1) left = collapse(std::move(left), i, tie);
    if (left.extent[i] == 1) right = collapse(std::move(right), i, tie);
  }
  for (std::size_t i = 0; i < left.at.size(); ++i) tie(left.at[i], right.at[i]);
  return left;
}

Shape common_shape(const Shape& a, const Shape& b) {
  const Shape& longer = a.size() < b.size() ? b : a;
  const Shape& shorter = a.size() < b.size() ? a : b;
  Shape shape = longer;
  const std::size_t shift = longer.size() - shorter.size();
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    std::uint64_t& n = shape[shift + i];
    if (n == 1) {
      n = shorter[i];
    } else if (shorter[i] != 1 && shorter[i] != n) {
      throw input_error("shapes " + shape_text(a) + " and " + shape_text(b) + " do not fit",
                        "check the file");
    }
  }
  return shape;
}

}  // namespace isthmus::onnx

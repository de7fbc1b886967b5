// From strides back to slices.
//
// Problem. A model says where the weights of a law lie as a first position and a few progressions:
// over the other ends of the edges, over the members of a bundle. People want them by axis.
// Idea. The first position has an index on every axis. A progression walks along the axis whose
// stride divides its own best, and if it fills that axis, on to the next one outward. Two
// progressions of which one continues the other (a kernel row by row, the channels of a flattened
// map) are one, unless only the two apart fit (channels last). What does not fit is written by
// position; nothing is ever left out or guessed.
#include "report/law_slices.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "report/names.hpp"

namespace isthmus {
namespace {

/// The indices on one axis: start, start + step, …
struct Range {
  std::uint64_t start = 0;
  std::uint64_t count = 1;
  std::uint64_t step = 1;
};

std::vector<Progression> by_stride(std::vector<Progression> all) {
  std::erase_if(all, [](const Progression& p) { return p.count == 1; });
  std::sort(all.begin(), all.end(),
            [](const Progression& a, const Progression& b) { return a.stride < b.stride; });
  return all;
}

// Requires increasing strides.
std::vector<Progression> joined(const std::vector<Progression>& all) {
  std::vector<Progression> result;
  for (const Progression& next : all) {
    if (!result.empty() && next.stride == result.back().stride * result.back().count) {
      result.back().count *= next.count;
    } else {
      result.push_back(next);
    }
  }
  return result;
}

class Axes {
 public:
  Axes(const Tensor& tensor, std::uint64_t first) : shape_(tensor.shape) {
    strides_.assign(shape_.size(), 1);
    for (std::size_t a = shape_.size(); a-- > 1;) strides_[a - 1] = strides_[a] * shape_[a];
    for (std::size_t a = 0; a < shape_.size(); ++a) {
      ranges_.push_back({first / strides_[a] % shape_[a]});
    }
  }

  /// False if the progression does not run along axes.
  [[nodiscard]] bool place(Progression p) {
    while (p.count > 1) {
      const std::optional<std::size_t> axis = axis_of(p.stride);
      if (!axis) return false;
      Range& range = ranges_[*axis];
      const std::uint64_t size = shape_[*axis];
      const std::uint64_t step = p.stride / strides_[*axis];
      if ((size - 1 - range.start) / step >= p.count - 1) {
        range = {range.start, p.count, step};
        return true;
      }
      if (step != 1 || range.start != 0 || p.count % size != 0) return false;
      range.count = size;
      p = {p.count / size, p.stride * size};
    }
    return true;
  }

  [[nodiscard]] std::string text() const {
    std::string text;
    for (std::size_t a = 0; a < ranges_.size(); ++a) {
      text.append(text.empty() ? "[" : ", ").append(range_text(ranges_[a], shape_[a]));
    }
    return text.empty() ? text : text + "]";
  }

 private:
  // The innermost free axis of that stride or the largest stride that divides it.
  [[nodiscard]] std::optional<std::size_t> axis_of(std::uint64_t stride) const {
    for (std::size_t a = 0; a < shape_.size(); ++a) {
      if (shape_[a] == 1 || strides_[a] > stride) continue;
      if (stride % strides_[a] != 0 || ranges_[a].count > 1) return std::nullopt;
      return a;
    }
    return std::nullopt;
  }

  static std::string range_text(const Range& range, std::uint64_t size) {
    const std::string start = std::to_string(range.start);
    if (range.count == 1) return start;
    if (range.count == size) return ":";
    const std::uint64_t end = range.start + (range.count - 1) * range.step + 1;
    std::string text = start + ":" + std::to_string(end);
    if (range.step > 1) text.append(":").append(std::to_string(range.step));
    return text;
  }

  const std::vector<std::uint64_t>& shape_;
  std::vector<std::uint64_t> strides_;
  std::vector<Range> ranges_;
};

std::string by_position(std::uint64_t first, const std::vector<Progression>& progressions) {
  std::string sum = std::to_string(first);
  std::string limits;
  char letter = 'i';
  for (const Progression& p : progressions) {
    sum.append(" + ");
    if (p.stride != 1) sum.append(std::to_string(p.stride)).append("·");
    sum.push_back(letter);
    limits.append(limits.empty() ? "; " : ", ").push_back(letter++);
    limits.append(" < ").append(std::to_string(p.count));
  }
  return std::string(".flat[").append(sum).append(limits).append("]");
}

}  // namespace

std::string slice_name(const Tensor& tensor, std::uint64_t first,
                       std::vector<Progression> progressions) {
  const std::vector<Progression> apart = by_stride(std::move(progressions));
  const std::vector<Progression> together = joined(apart);
  std::string name = printable(tensor.name);
  for (const auto* all : {&together, &apart}) {
    Axes axes(tensor, first);
    const auto placed = [&](const Progression& p) { return axes.place(p); };
    if (std::all_of(all->begin(), all->end(), placed)) return name.append(axes.text());
  }
  return name.append(by_position(first, together));
}

}  // namespace isthmus

// Strides that nest, like those of a matrix or a kernel, cannot meet: ordered by size, each is
// larger than the way the smaller ones can lead. Anything else is marked number by number.
#include "network/weight_use.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "isthmus/error.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

static_assert(std::endian::native == std::endian::little, "whole numbers are loaded as they lie");

struct Axis {
  std::uint64_t extent = 1, stride = 0;
};

std::array<Axis, 3> axes(const Link& link) {
  const bool dense = link.wiring == Wiring::dense;
  return {Axis{link.heads.size(), link.row_stride},
          Axis{dense ? link.tails.size() : 1, link.column_stride},
          Axis{link.depth, link.depth_stride}};
}

[[noreturn]] void fail_outside(const Tensor& tensor) {
  throw input_error("a layer needs more weights than this tensor has",
                    "check its shape against the layers beside it")
      .at(tensor.name);
}

/// The last position a link without `elements` reaches. Throws if that is outside the tensor.
void check_inside(const Link& link, const Tensor& tensor) {
  const std::uint64_t size = tensor.size();
  if (!link.elements.empty()) {
    const bool inside = std::all_of(link.elements.begin(), link.elements.end(),
                                    [&](std::uint64_t at) { return at < size; });
    return inside ? void() : fail_outside(tensor);
  }
  if (link.bundle_count() == 0) return;
  std::uint64_t last = link.offset;
  for (const Axis& axis : axes(link)) {
    std::uint64_t way = 0;
    if (__builtin_mul_overflow(axis.extent - 1, axis.stride, &way) ||
        __builtin_add_overflow(last, way, &last)) {
      fail_outside(tensor);
    }
  }
  if (last >= size) fail_outside(tensor);
}

bool strides_nest(const Link& link) {
  if (!link.elements.empty()) return false;
  auto sorted = axes(link);
  std::sort(sorted.begin(), sorted.end(),
            [](const Axis& a, const Axis& b) { return a.stride < b.stride; });
  std::uint64_t reach = 0;  // of the axes before; no overflow, since all of it is in the tensor
  for (const Axis& axis : sorted) {
    if (axis.extent <= 1) continue;
    if (axis.stride <= reach) return false;
    reach += (axis.extent - 1) * axis.stride;
  }
  return true;
}

class Marks {
 public:
  explicit Marks(const Tensor& tensor) : tensor_(tensor), taken_(tensor.size(), false) {}

  void take(const Link& link) {
    for_each_weight(link, [&](std::uint32_t, std::uint32_t, std::uint64_t at) { take(at); });
  }

 private:
  void take(std::uint64_t at) {
    if (taken_[at]) {
      throw input_error("a weight is used in two places (tied weights), which is not supported",
                        "untie the layers, or name the tensor with --fixed if it is not trained")
          .at(tensor_.name);
    }
    taken_[at] = true;
  }

  const Tensor& tensor_;
  std::vector<bool> taken_;
};

void check_tensor(const Tensor& tensor, const std::vector<const Link*>& links) {
  for (const Link* link : links) check_inside(*link, tensor);
  if (links.size() == 1 && strides_nest(*links.front())) return;
  Marks marks(tensor);
  for (const Link* link : links) marks.take(*link);
}

// --- Not a number ---

template <class Bits>
bool any_special(const std::byte* data, std::uint64_t count, Bits exponent) {
  std::uint64_t found = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    Bits bits;
    __builtin_memcpy(&bits, data + i * sizeof(Bits), sizeof(Bits));
    found += (bits & exponent) == exponent;
  }
  return found != 0;
}

/// Quick: only whether there is any.
bool any_special(const Tensor& tensor) {
  switch (tensor.type) {
    case NumberType::binary16:
      return any_special<std::uint16_t>(tensor.data, tensor.size(), 0x7c00);
    case NumberType::bfloat16:
      return any_special<std::uint16_t>(tensor.data, tensor.size(), 0x7f80);
    case NumberType::binary32:
      return any_special<std::uint32_t>(tensor.data, tensor.size(), 0x7f800000);
    case NumberType::binary64:
      break;
  }
  return any_special<std::uint64_t>(tensor.data, tensor.size(), 0x7ff0000000000000);
}

std::string index_text(const Tensor& tensor, std::uint64_t at) {
  std::string text;
  for (auto axis = tensor.shape.rbegin(); axis != tensor.shape.rend(); ++axis) {
    text = std::to_string(at % *axis) + (text.empty() ? "" : ", ") + text;
    at /= *axis;
  }
  return "[" + text + "]";
}

struct Specials {
  std::uint64_t nan = 0, infinite = 0;
  std::optional<std::pair<const Tensor*, std::uint64_t>> first;

  void count(const Tensor& tensor) {
    for (std::uint64_t i = 0; i < tensor.size(); ++i) {
      const double value = tensor.at(i);
      if (std::isfinite(value)) continue;
      if (!first) first = {&tensor, i};
      ++(std::isnan(value) ? nan : infinite);
    }
  }
};

[[noreturn]] void fail_special(const Specials& found) {
  const auto& [tensor, at] = *found.first;
  throw input_error("not all weights are numbers (" + std::to_string(found.nan) + " NaN, " +
                        std::to_string(found.infinite) + " infinite): the first is " +
                        quoted(tensor->name + index_text(*tensor, at)),
                    "only finite weights have laws; look for a diverged training run");
}

}  // namespace

void check_weight_use(const Model& model) {
  std::vector<std::vector<const Link*>> by_tensor(model.tensors.size());
  for (const Link& link : model.links) by_tensor[link.tensor].push_back(&link);
  for (std::size_t i = 0; i < by_tensor.size(); ++i) {
    if (!by_tensor[i].empty()) check_tensor(model.tensors[i], by_tensor[i]);
  }
}

void check_finite(const Model& model) {
  std::vector<bool> used(model.tensors.size(), false);
  for (const Link& link : model.links) used[link.tensor] = true;
  Specials found;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i] && any_special(model.tensors[i])) found.count(model.tensors[i]);
  }
  if (found.first) fail_special(found);
}

}  // namespace isthmus

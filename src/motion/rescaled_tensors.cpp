// A product w · 2^d has the digits of w. So it is a number of the same type if it is a multiple of
// the least positive one and not larger than the largest; in binary64, where it is computed, if
// dividing gives w back.
#include "motion/rescaled_tensors.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "network/link_weights.hpp"

namespace isthmus::motion {
namespace {

struct Range {
  double largest;
  int lowest;  // exponent of the least positive number
};

Range range_of(NumberType type) {
  switch (type) {
    case NumberType::binary16:
      return {65504.0, -24};
    case NumberType::bfloat16:
      return {std::ldexp(255.0, 120), -133};
    case NumberType::binary32:
      return {std::ldexp(16777215.0, 104), -149};
    case NumberType::binary64:
      break;
  }
  return {HUGE_VAL, -1074};
}

bool fits(double product, double weight, int d, NumberType type) {
  if (std::isinf(product) || std::ldexp(product, -d) != weight) return false;
  if (type == NumberType::binary64) return true;
  const Range range = range_of(type);
  const double places = std::ldexp(product, -range.lowest);
  return std::fabs(product) <= range.largest && std::floor(places) == places;
}

class Rescaling {
 public:
  Rescaling(const Model& model, const std::vector<std::int32_t>& k)
      : model_(model), k_(k), copies_(model.tensors.size()), misfit_(k.size(), false) {}

  RescaledTensors run() {
    for (const Link& link : model_.links) {
      if (!link.fixed && touches(link)) rescale(link);
    }
    RescaledTensors result{model_.tensors, {}};
    for (std::size_t t = 0; t < copies_.size(); ++t) {
      if (!copies_[t]) continue;
      result.tensors[t].data = copies_[t]->data();
      result.tensors[t].owner = copies_[t];
    }
    for (std::uint32_t v = 0; v < misfit_.size(); ++v) {
      if (misfit_[v]) result.out_of_range.push_back(v);
    }
    return result;
  }

 private:
  [[nodiscard]] bool touches(const Link& link) const {
    const auto moved = [&](std::uint32_t v) { return k_[v] != 0; };
    return std::any_of(link.tails.begin(), link.tails.end(), moved) ||
           std::any_of(link.heads.begin(), link.heads.end(), moved);
  }

  std::byte* copy_of(std::uint32_t t) {
    const Tensor& tensor = model_.tensors[t];
    if (!copies_[t]) {
      copies_[t] = std::make_shared<std::vector<std::byte>>(
          tensor.data, tensor.data + tensor.size() * byte_size(tensor.type));
    }
    return copies_[t]->data();
  }

  void rescale(const Link& link) {
    const NumberType type = model_.tensors[link.tensor].type;
    const std::size_t width = byte_size(type);
    std::byte* data = copy_of(link.tensor);
    for_each_bundle(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t first) {
      const int d = k_[head] - k_[tail];
      if (d == 0) return;
      for (std::uint64_t i = 0; i < link.depth; ++i) {
        std::byte* at = data + (first + i * link.depth_stride) * width;
        if (!rescale(at, type, d)) misfit_[tail] = k_[tail] != 0, misfit_[head] = k_[head] != 0;
      }
    });
  }

  static bool rescale(std::byte* at, NumberType type, int d) {
    const double weight = load_number(at, type);
    const double product = std::ldexp(weight, d);
    if (!fits(product, weight, d, type)) return false;
    store_number(at, type, product);
    return true;
  }

  const Model& model_;
  const std::vector<std::int32_t>& k_;
  std::vector<std::shared_ptr<std::vector<std::byte>>> copies_;
  std::vector<bool> misfit_;
};

}  // namespace

RescaledTensors rescaled_tensors(const Model& model, const std::vector<std::int32_t>& k) {
  return Rescaling(model, k).run();
}

}  // namespace isthmus::motion

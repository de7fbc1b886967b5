#include "formats/onnx/value.hpp"

#include "isthmus/error.hpp"

namespace isthmus::onnx {

Shape contiguous_strides(const Shape& shape) {
  Shape strides(shape.size(), 0);
  std::uint64_t step = 1;
  for (std::size_t i = shape.size(); i-- > 0; step *= shape[i]) strides[i] = step;
  return strides;
}

bool is_contiguous(const Value& weights) {
  std::uint64_t step = 1;
  for (std::size_t i = weights.shape().size(); i-- > 0; step *= weights.shape()[i]) {
    if (weights.shape()[i] != 1 && weights.view.strides[i] != step) return false;
  }
  return true;
}

std::vector<std::uint64_t> positions(const Value& weights) {
  const Shape& shape = weights.shape();
  std::vector<std::uint64_t> all{weights.view.offset};
  for (std::size_t i = 0; i < shape.size(); ++i) {
    std::vector<std::uint64_t> next;
    next.reserve(all.size() * shape[i]);
    for (const std::uint64_t base : all) {
      for (std::uint64_t k = 0; k < shape[i]; ++k)
        next.push_back(base + k * weights.view.strides[i]);
    }
    all = std::move(next);
  }
  return all;
}

}  // namespace isthmus::onnx

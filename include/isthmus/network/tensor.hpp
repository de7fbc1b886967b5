// Weights as they lie in a file: an array of floating-point numbers that nobody copies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "isthmus/exact/number_type.hpp"

namespace isthmus {

/// A dense array in row-major order, its last axis running fastest. Borrows its bytes from `owner`,
/// usually a mapped file; copies of a Tensor share them.
struct Tensor {
  std::string name;
  NumberType type = NumberType::binary32;
  std::vector<std::uint64_t> shape;  ///< empty for a single number
  std::shared_ptr<const void> owner;
  const std::byte* data = nullptr;  ///< little-endian, of any alignment

  /// Product of the shape. Requires that it fits, which every reader checks.
  [[nodiscard]] std::uint64_t size() const;
  /// The number at a position counted through the whole array. Requires index < size().
  [[nodiscard]] double at(std::uint64_t index) const {
    return load_number(data + index * byte_size(type), type);
  }
};

/// A tensor that owns a copy of `values`, each a number of `type`.
[[nodiscard]] Tensor make_tensor(std::string name, std::vector<std::uint64_t> shape,
                                 NumberType type, const std::vector<double>& values);

}  // namespace isthmus

#include "formats/row_major.hpp"

#include <cstring>
#include <memory>

namespace isthmus {

OwnedBytes row_major(const OwnedBytes& numbers, std::uint64_t width,
                     const std::vector<std::uint64_t>& shape) {
  std::vector<std::uint64_t> stride(shape.size(), width);
  for (std::size_t axis = 1; axis < shape.size(); ++axis) {
    stride[axis] = stride[axis - 1] * shape[axis - 1];
  }
  const auto copy = std::make_shared<std::vector<std::byte>>(numbers.bytes.size());
  std::vector<std::uint64_t> index(shape.size(), 0);
  std::uint64_t from = 0;
  for (std::uint64_t to = 0; to < copy->size(); to += width) {
    std::memcpy(copy->data() + to, numbers.bytes.data() + from, width);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      from += stride[axis];
      if (++index[axis] < shape[axis]) break;
      from -= stride[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return {copy, {copy->data(), copy->size()}};
}

}  // namespace isthmus

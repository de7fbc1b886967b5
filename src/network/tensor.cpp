#include "isthmus/network/tensor.hpp"

#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {

std::uint64_t Tensor::size() const {
  std::uint64_t product = 1;
  for (const std::uint64_t extent : shape) product *= extent;
  return product;
}

Tensor make_tensor(std::string name, std::vector<std::uint64_t> shape, NumberType type,
                   const std::vector<double>& values) {
  auto bytes = std::make_shared<std::vector<std::byte>>(values.size() * byte_size(type));
  for (std::size_t i = 0; i < values.size(); ++i) {
    store_number(bytes->data() + i * byte_size(type), type, values[i]);
  }
  Tensor tensor{std::move(name), type, std::move(shape), bytes, bytes->data()};
  ensure(tensor.size() == values.size(), "a tensor has as many numbers as its shape says");
  return tensor;
}

}  // namespace isthmus

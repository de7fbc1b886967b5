// Parts of tensors as people write them: fc1.weight[3, :], conv2.weight[:, 3, :, :].
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/network/tensor.hpp"

namespace isthmus {

/// `count` steps of `stride` numbers.
struct Progression {
  std::uint64_t count = 1;
  std::uint64_t stride = 0;
};

/// The name of the part of `tensor` at first + i·stride + j·stride' + …, with an entry in brackets
/// for each axis in numpy's notation: a number, "a:b", "a:b:step" or ":". A part that is no product
/// of ranges goes by positions in the whole tensor: "w.flat[36 + 9·i + j; i < 8, j < 3]".
/// Requires that all positions are inside the tensor. Control characters in its name are escaped.
[[nodiscard]] std::string slice_name(const Tensor& tensor, std::uint64_t first,
                                     std::vector<Progression> progressions);

}  // namespace isthmus

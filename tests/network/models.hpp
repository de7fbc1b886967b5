// Small models put together by hand.
#pragma once

#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/network/model.hpp"

namespace isthmus::test {

inline std::vector<std::uint32_t> numbers(std::uint32_t first, std::uint32_t count) {
  std::vector<std::uint32_t> list(count);
  std::iota(list.begin(), list.end(), first);
  return list;
}

inline NodeRun run(std::string prefix, std::uint32_t count, Role role) {
  NodeRun run;
  run.prefix = std::move(prefix) + "[";
  run.suffix = "]";
  run.count = count;
  run.role = role;
  return run;
}

/// A dense link that takes the whole of a matrix shaped (heads, tails).
inline Link matrix_link(std::uint32_t tensor, std::vector<std::uint32_t> tails,
                        std::vector<std::uint32_t> heads) {
  Link link;
  link.tensor = tensor;
  link.row_stride = tails.size();
  link.column_stride = 1;
  link.tails = std::move(tails);
  link.heads = std::move(heads);
  return link;
}

inline Tensor counting_tensor(std::string name, std::vector<std::uint64_t> shape,
                              double first = 1) {
  std::uint64_t size = 1;
  for (const auto extent : shape) size *= extent;
  std::vector<double> values(size);
  std::iota(values.begin(), values.end(), first);
  return make_tensor(std::move(name), std::move(shape), NumberType::binary32, values);
}

/// x (2) → conv (3) with kernels of 2 weights → y (1), an identity from conv[0] to conv[2], and one
/// bias into y. Weights 1, 2, … in each tensor.
inline Model small_model() {
  Model model;
  model.name = "small";
  NodeRun one = run("one", 1, Role::input);
  one.prefix = "one";
  one.single = true;
  one.bias = true;
  model.runs = {run("x", 2, Role::input), one, run("conv", 3, Role::hidden),
                run("y", 1, Role::output)};
  model.tensors = {counting_tensor("conv.weight", {3, 2, 2}), counting_tensor("fc.weight", {1, 3}),
                   counting_tensor("fc.bias", {1}, 7)};
  Link conv = matrix_link(0, numbers(0, 2), numbers(3, 3));
  conv.row_stride = 4;
  conv.column_stride = 2;
  conv.depth = 2;
  Link bias;
  bias.tensor = 2;
  bias.wiring = Wiring::listed;
  bias.row_stride = 1;
  bias.tails = {2};
  bias.heads = {6};
  model.links = {conv, matrix_link(1, numbers(3, 3), {6}), bias};
  model.ties = {{3, 5}};
  return model;
}

}  // namespace isthmus::test

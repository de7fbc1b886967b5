// Slices by hand, and every slice read back as positions.
#include "report/law_slices.hpp"

#include <doctest/doctest.h>

#include "report/slices.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

Tensor tensor(std::string name, std::vector<std::uint64_t> shape) {
  Tensor result;
  result.name = std::move(name);
  result.shape = std::move(shape);
  return result;
}

TEST_CASE("slices: rows and columns of a matrix, entries of a bias") {
  const Tensor fc = tensor("fc.weight", {4, 6});
  CHECK(slice_name(fc, 18, {{6, 1}}) == "fc.weight[3, :]");
  CHECK(slice_name(fc, 5, {{4, 6}}) == "fc.weight[:, 5]");
  CHECK(slice_name(fc, 13, {}) == "fc.weight[2, 1]");
  CHECK(slice_name(tensor("fc.bias", {4}), 2, {}) == "fc.bias[2]");
  CHECK(slice_name(tensor("scale", {}), 0, {}) == "scale");
}

TEST_CASE("slices: kernels, channels, flattened maps, groups") {
  const Tensor conv = tensor("conv", {8, 4, 3, 3});
  CHECK(slice_name(conv, 3 * 36, {{4, 9}, {9, 1}}) == "conv[3, :, :, :]");
  CHECK(slice_name(conv, 2 * 9, {{8, 36}, {9, 1}}) == "conv[:, 2, :, :]");
  CHECK(slice_name(conv, 36 * 3 + 9, {{2, 9}, {9, 1}}) == "conv[3, 1:3, :, :]");
  CHECK(slice_name(conv, 4 * 36 + 9, {{4, 36}, {9, 1}}) == "conv[4:8, 1, :, :]");
  const Tensor fc = tensor("fc", {10, 48});
  CHECK(slice_name(fc, 2 * 16, {{10, 48}, {16, 1}}) == "fc[:, 32:48]");
  CHECK(slice_name(fc, 7 * 48, {{3, 16}, {16, 1}}) == "fc[7, :]");
  // Channels last: every third number belongs to channel 1.
  CHECK(slice_name(fc, 1, {{10, 48}, {16, 3}}) == "fc[:, 1:47:3]");
}

TEST_CASE("slices: axes of size 1 and what is no slice") {
  CHECK(slice_name(tensor("w", {1, 5}), 0, {{5, 1}}) == "w[0, :]");
  CHECK(slice_name(tensor("w", {5, 1}), 0, {{5, 1}}) == "w[:, 0]");
  CHECK(slice_name(tensor("w", {4, 6}), 4, {{4, 1}}) == "w.flat[4 + i; i < 4]");
  CHECK(slice_name(tensor("w", {4, 6}), 1, {{3, 7}}) == "w.flat[1 + 7·i; i < 3]");
  CHECK(slice_name(tensor("a\nb", {2}), 1, {}) == "a\\x0ab[1]");
}

TEST_CASE("slices: what is written names exactly the weights meant") {
  using namespace test;
  Random random(41);
  std::size_t slices = 0;
  std::size_t by_position = 0;
  for (int round = 0; round < 20'000; ++round) {
    CAPTURE(round);
    Tensor of = tensor("t", {});
    for (std::uint64_t axes = 1 + random.below(4); axes > 0; --axes) {
      of.shape.push_back(1 + random.below(5));
    }
    std::uint64_t size = 1;
    for (const auto extent : of.shape) size *= extent;
    const std::uint64_t first = random.below(size);
    std::vector<Progression> all;
    std::uint64_t last = first;
    for (std::uint64_t count = random.below(3); count > 0; --count) {
      const Progression next{1 + random.below(6), 1 + random.below(12)};
      if (last + (next.count - 1) * next.stride >= size) continue;
      last += (next.count - 1) * next.stride;
      all.push_back(next);
    }
    const Positions meant = positions(first, all);
    if (std::set(meant.begin(), meant.end()).size() != meant.size()) continue;
    const std::string text = slice_name(of, first, all);
    CAPTURE(text);
    CHECK(read_back(of, text) == meant);
    (text.find(".flat") == std::string::npos ? slices : by_position) += 1;
  }
  CHECK(slices > 5000);
  CHECK(by_position > 1000);
}

}  // namespace
}  // namespace isthmus

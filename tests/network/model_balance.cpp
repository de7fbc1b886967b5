// Sums over the nodes of models, against the networks the models stand for.
#include "isthmus/network/model_balance.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "isthmus/exact/binary.hpp"
#include "network/models.hpp"
#include "support/message.hpp"

using namespace isthmus;
using test::matrix_link;
using test::numbers;
using test::run;

namespace {

/// in − out, in, out and total of the network that the model stands for, edge by edge.
ModelBalance by_edges(const Model& model) {
  const Network network = to_network(model, WeightDetail::all);
  const std::size_t count = network.nodes.size();
  ModelBalance sums{std::vector<Rational>(count), std::vector<Rational>(count),
                    std::vector<Rational>(count), 0};
  for (const Edge& edge : network.edges) {
    if (edge.fixed) continue;
    const Rational norm = squared_norm(edge);
    sums.in[edge.to] += norm;
    sums.out[edge.from] += norm;
    sums.total += norm;
  }
  for (std::size_t i = 0; i < count; ++i) sums.net[i] = sums.in[i] - sums.out[i];
  return sums;
}

void check_same(const ModelBalance& sums, const ModelBalance& expected) {
  CHECK(sums.net == expected.net);
  CHECK(sums.in == expected.in);
  CHECK(sums.out == expected.out);
  CHECK(sums.total == expected.total);
}

void check_model(const Model& model) {
  validate(model);
  const ModelBalance expected = by_edges(model);
  for (const unsigned jobs : {1U, 2U, 5U}) check_same(model_balance(model, {jobs, true}), expected);
  CHECK(model_balance(model).net == expected.net);
  CHECK(model_balance(model).in.empty());
  const Network network = to_network(model, WeightDetail::norms);
  for (std::uint64_t bundle = 0; bundle < bundle_count(model); ++bundle) {
    if (squared_norm(model, bundle) != squared_norm(network.edges[bundle])) {
      FAIL("bundle ", bundle, " has another norm");
    }
  }
}

Tensor random_tensor(std::vector<std::uint64_t> shape, NumberType type, bool wild) {
  std::mt19937_64 random(shape.size() + shape[0]);
  std::uint64_t size = 1;
  for (const auto extent : shape) size *= extent;
  std::vector<double> values(size);
  for (double& value : values) {
    const auto digits = static_cast<double>(static_cast<std::int64_t>(random() % 255) - 127);
    value = wild ? std::ldexp(digits, static_cast<int>(random() % 200) - 100)
                 : std::ldexp(digits, static_cast<int>(random() % 8) - 12);
  }
  return make_tensor("w", std::move(shape), type, values);
}

/// `tails` inputs and `heads` outputs, joined by one dense link.
Model two_layers(std::uint32_t tails, std::uint32_t heads, Tensor tensor) {
  Model model;
  model.runs = {run("x", tails, Role::input), run("y", heads, Role::output)};
  model.tensors = {std::move(tensor)};
  model.links = {matrix_link(0, numbers(0, tails), numbers(tails, heads))};
  return model;
}

}  // namespace

TEST_CASE("a small model with kernels, a bias and a tie") { check_model(test::small_model()); }

TEST_CASE("matrices of every type, of any size around the tiles, in both orders of axes") {
  for (const NumberType type :
       {NumberType::binary16, NumberType::bfloat16, NumberType::binary32, NumberType::binary64}) {
    CAPTURE(type_name(type));
    const bool wild = type == NumberType::binary32 || type == NumberType::binary64;
    for (const bool far_apart : {false, wild}) {
      check_model(two_layers(3, 2, random_tensor({2, 3}, type, far_apart)));
      check_model(two_layers(40, 37, random_tensor({37, 40}, type, far_apart)));
      Model turned = two_layers(50, 33, random_tensor({50, 33}, type, far_apart));
      turned.links[0].row_stride = 1;
      turned.links[0].column_stride = 33;
      check_model(turned);
    }
  }
  check_model(two_layers(1030, 3, random_tensor({3, 1030}, NumberType::binary32, false)));
  check_model(two_layers(7, 2050, random_tensor({2050, 7}, NumberType::binary32, false)));
  check_model(two_layers(1024, 5, random_tensor({5, 1024}, NumberType::bfloat16, false)));
}

TEST_CASE("kernels: convolutions, transposed ones, and depths with gaps") {
  Model convolution =
      two_layers(130, 3, random_tensor({3, 130, 3, 3}, NumberType::binary32, false));
  Link& link = convolution.links[0];
  link.row_stride = 130 * 9, link.column_stride = 9, link.depth = 9;
  check_model(convolution);
  Model transposed = two_layers(5, 40, random_tensor({5, 40, 4}, NumberType::binary32, false));
  Link& back = transposed.links[0];
  back.row_stride = 4, back.column_stride = 160, back.depth = 4;
  check_model(transposed);
  Model gaps = two_layers(40, 3, random_tensor({2, 3, 40}, NumberType::binary32, false));
  Link& apart = gaps.links[0];
  apart.row_stride = 40, apart.column_stride = 1, apart.depth = 2, apart.depth_stride = 120;
  check_model(gaps);
}

TEST_CASE("magnitudes that differ from row to row share no window") {
  std::vector<double> values;
  for (int row = 0; row < 64; ++row) {
    for (int i = 0; i < 40; ++i) values.push_back(std::ldexp(i + 1, row % 2 == 0 ? row : -2 * row));
  }
  check_model(two_layers(40, 64, make_tensor("w", {64, 40}, NumberType::binary32, values)));
}

TEST_CASE("listed links, with and without positions of their own") {
  Model model = two_layers(6, 4, random_tensor({24}, NumberType::binary32, true));
  Link& link = model.links[0];
  link.wiring = Wiring::listed;
  link.tails = {0, 0, 5, 3, 2, 2};
  link.heads = {6, 7, 9, 6, 9, 9};
  link.row_stride = 4, link.column_stride = 0, link.depth = 2, link.depth_stride = 2;
  check_model(model);
  link.depth = 1;
  link.elements = {23, 0, 5, 6, 7, 8};
  check_model(model);
}

TEST_CASE("fixed links do not count, and weights that have become NaN are noticed") {
  Model model = test::small_model();
  model.links[2].fixed = true;
  check_model(model);
  const double nan[] = {std::nan("")};
  auto bytes = std::make_shared<std::vector<std::byte>>(4 * 3);
  store_number(bytes->data() + 4, NumberType::binary32, nan[0]);
  model.tensors[1].owner = bytes;
  model.tensors[1].data = bytes->data();
  CHECK(test::message_of([&] { return model_balance(model); }) ==
        "weights are NaN or infinite now; leave the file alone while it is read");
}

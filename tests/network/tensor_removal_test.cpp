// Nodes cut out of tensors: the smaller tensors stand for the network without the nodes.
#include "isthmus/network/tensor_removal.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"
#include "isthmus/network/model_edits.hpp"
#include "isthmus/network/removal.hpp"
#include "network/models.hpp"
#include "support/random_network.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

std::vector<double> values(const Tensor& tensor) {
  std::vector<double> list;
  for (std::uint64_t i = 0; i < tensor.size(); ++i) list.push_back(tensor.at(i));
  return list;
}

using Shape = std::vector<std::uint64_t>;

std::string mlp(const std::vector<std::uint32_t>& widths) {
  std::string text = "mlp:";
  for (const std::uint32_t width : widths)
    text += (text.size() > 4 ? "-" : "") + std::to_string(width);
  return text + "+bias";
}

}  // namespace

TEST_CASE("a channel is a slice of its kernel and columns of what follows") {
  const Model model = small_model();
  const std::vector<Tensor> rest = tensors_without(model, {4});
  REQUIRE(rest.size() == 3);
  CHECK(rest[0].name == "conv.weight");
  CHECK(rest[0].shape == Shape{2, 2, 2});
  CHECK(values(rest[0]) == std::vector<double>{1, 2, 3, 4, 9, 10, 11, 12});
  CHECK(rest[1].shape == Shape{1, 2});
  CHECK(values(rest[1]) == std::vector<double>{1, 3});
  CHECK(rest[2].data == model.tensors[2].data);
}

TEST_CASE("behind a flattening a channel is as many columns as it has positions") {
  Model model = small_model();
  model.tensors[1] = counting_tensor("fc.weight", {1, 12});
  model.links[1].depth = 4;
  model.links[1].column_stride = 4;
  model.links[1].row_stride = 12;
  validate(model);
  const std::vector<Tensor> rest = tensors_without(model, {3, 5});
  CHECK(rest[0].shape == Shape{1, 2, 2});
  CHECK(rest[1].shape == Shape{1, 4});
  CHECK(values(rest[1]) == std::vector<double>{5, 6, 7, 8});
}

TEST_CASE("what is left of the tensors is the network without the nodes") {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<std::uint32_t> widths{2};
    for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
      widths.push_back(static_cast<std::uint32_t>(2 + random.below(4)));
    }
    widths.push_back(2);
    Model model = *architecture_model(mlp(widths));
    initialise(model, {Scheme::pytorch, seed, Precision::binary32});
    const Network network = to_network(model, WeightDetail::all);
    const ModelNodes nodes(model);
    std::vector<std::uint32_t> removed;
    std::size_t layer = 0;
    for (std::size_t i = 0; i < model.runs.size(); ++i) {
      if (model.runs[i].bias) continue;
      std::uint32_t& width = widths[layer++];
      if (model.runs[i].role != Role::hidden) continue;
      for (std::uint32_t v = nodes.start(i); v < nodes.start(i) + model.runs[i].count; ++v) {
        if (width == 1 || !random.chance(40)) continue;
        removed.push_back(v);
        --width;
      }
    }
    Model rest = *architecture_model(mlp(widths));
    rest.tensors = tensors_without(model, removed);
    rest.has_weights = true;
    validate(rest);
    CHECK(widths_without(model, removed) + "+bias" == mlp(widths));
    const Network expected = without_nodes(network, removed);
    CHECK(same_but_for_names(to_network(rest, WeightDetail::all), expected));
    if (!removed.empty()) CHECK_FALSE(same_but_for_names(network, expected));
    compared += removed.empty() ? 0 : 1;
  }
  CHECK(compared > 30);
}

TEST_CASE("what is left of an edge list is the network without the nodes, numbered anew") {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const auto count = static_cast<std::uint32_t>(4 + random.below(8));
    Model model;
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t v = 0; v < count; ++v) {
      const Role role = v < 2 ? Role::input : random.chance(70) ? Role::hidden : Role::output;
      if (model.runs.empty() || model.runs.back().role != role || random.chance(20)) {
        model.runs.push_back({"n", "", v, false, 0, role, false, false});
      }
      ++model.runs.back().count;
      if (role == Role::hidden && random.chance(30)) nodes.push_back(v);
    }
    Link link;
    link.wiring = Wiring::listed;
    link.row_stride = 1;
    std::vector<double> weights;
    for (std::uint32_t i = 0; i < 3 * count; ++i) {
      const auto head = static_cast<std::uint32_t>(2 + random.below(count - 2));
      link.tails.push_back(static_cast<std::uint32_t>(random.below(head)));
      link.heads.push_back(head);
      weights.push_back(random.between(-9, 9));
    }
    model.tensors.push_back(make_tensor("weight", {3 * count}, NumberType::binary32, weights));
    model.links.push_back(std::move(link));
    const Network whole = to_network(model, WeightDetail::all);
    const Network expected = without_nodes(whole, nodes);
    if (expected.edges.empty()) {
      CHECK_THROWS_AS(listed_without(model, nodes), Error);
      continue;
    }
    const Model rest = listed_without(model, nodes);
    validate(rest);
    const Network found = to_network(rest, WeightDetail::all);
    CHECK(same_but_for_names(expected, found));
    for (std::size_t v = 0; v < found.nodes.size(); ++v) {
      CHECK(found.nodes[v].id == "n" + std::to_string(v));
    }
    compared += nodes.empty() ? 0 : 1;
  }
  CHECK(compared > 100);
}

TEST_CASE("units before a normalisation go with what they feed") {
  Model model = small_model();
  NodeRun before = run("conv", 3, Role::output);
  before.normalised = true;
  model.runs = {model.runs[0], model.runs[1], before, run("bn", 3, Role::hidden), model.runs[3]};
  Link scale;  // one number for each channel
  scale.tensor = 3;
  scale.wiring = Wiring::listed;
  scale.row_stride = 1;
  scale.tails = numbers(3, 3);
  scale.heads = numbers(6, 3);
  model.tensors.push_back(counting_tensor("bn.weight", {3}));
  model.links = {model.links[0], scale, matrix_link(1, numbers(6, 3), {9}), model.links[2]};
  model.links[3].heads = {9};
  model.ties.clear();
  validate(model);
  const std::vector<std::uint32_t> nodes = with_units_before(model, {7});
  CHECK(nodes == std::vector<std::uint32_t>{4, 7});
  CHECK(with_units_before(model, {6, 7}) == std::vector<std::uint32_t>{3, 4, 6, 7});
  const std::vector<Tensor> rest = tensors_without(model, nodes);
  CHECK(rest[0].shape == Shape{2, 2, 2});
  CHECK(rest[1].shape == Shape{1, 2});
  CHECK(values(rest[3]) == std::vector<double>{1, 3});
  const KeptEntries kept = kept_entries(model, nodes);
  CHECK(kept == KeptEntries{{"bn.weight", {0, 2}}});
}

TEST_CASE("what is no whole slice, or everything, is refused by name") {
  const Model model = small_model();
  CHECK_THROWS_WITH_AS(static_cast<void>(tensors_without(model, {3, 4, 5})),
                       doctest::Contains("\"conv.weight\" would have no entry left"), Error);
  // A depthwise kernel has a slice for each channel; two by two weights of which one row is dead
  // have none if they lie across each other.
  Model crossed = small_model();
  crossed.runs = {run("x", 1, Role::input), run("in", 2, Role::hidden), run("out", 2, Role::hidden),
                  run("y", 1, Role::output)};
  crossed.tensors = {counting_tensor("first", {2, 1}), counting_tensor("crossed", {2, 2}),
                     counting_tensor("last", {1, 2})};
  Link pairs;
  pairs.tensor = 1;
  pairs.wiring = Wiring::listed;
  pairs.tails = {1, 2};
  pairs.heads = {3, 4};
  pairs.elements = {0, 3};
  crossed.links = {matrix_link(0, {0}, {1, 2}), pairs, matrix_link(2, {3, 4}, {5})};
  crossed.ties.clear();
  validate(crossed);
  CHECK(tensors_without(crossed, {1})[1].shape == Shape{1, 1});
  crossed.links[1].tails = {1, 2, 1, 2};
  crossed.links[1].heads = {3, 3, 4, 4};
  crossed.links[1].elements = {0, 1, 3, 2};
  validate(crossed);
  CHECK_THROWS_WITH_AS(static_cast<void>(tensors_without(crossed, {1})),
                       doctest::Contains("\"crossed\" holds the weights at these nodes"), Error);
}

TEST_CASE("zeros in place of what is removed stand for the network with zeros") {
  Model model = small_model();
  const std::vector<std::uint32_t> nodes = {4};
  const Network expected = with_zeros_at(to_network(model, WeightDetail::all), nodes);
  CHECK(expected.edges[2].weights == std::vector<Rational>{0, 0});
  CHECK(expected.edges[4].weights == std::vector<Rational>{9, 10});
  CHECK(expected.edges[7].weights == std::vector<Rational>{0});
  const Tensor whole = model.tensors[0];
  model.tensors = tensors_with_zeros(model, nodes);
  CHECK(model.tensors[0].shape == Shape{3, 2, 2});
  CHECK(values(whole).front() == 1);
  CHECK(same_but_for_names(to_network(model, WeightDetail::all), expected));
}

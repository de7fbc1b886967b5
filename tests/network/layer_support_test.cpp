// Supports of layered networks.
#include "isthmus/network/layer_support.hpp"

#include <doctest/doctest.h>

#include <string>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"

namespace isthmus {
namespace {

using Rows = std::vector<std::vector<std::uint32_t>>;

Network dag(const std::string& text) { return parse_architecture("dag:" + text); }

std::string error_of(const Network& network) {
  try {
    (void)layer_supports(network);
  } catch (const Error& error) {
    return error.detail().cause;
  }
  return "none";
}

TEST_CASE("a perceptron has full supports, with or without biases") {
  for (const char* text : {"mlp:3-4-2", "mlp:3-4-2+bias"}) {
    const LayerSupports layers = layer_supports(parse_architecture(text));
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].inputs == 3);
    CHECK(layers[0].rows == Rows(4, {0, 1, 2}));
    CHECK(layers[1].inputs == 4);
    CHECK(layers[1].rows == Rows(2, {0, 1, 2, 3}));
  }
}

TEST_CASE("a sparse network keeps the order of its nodes") {
  const LayerSupports layers = layer_supports(dag("x>h,x>k,z>k,h>y,k>y,k>w"));
  REQUIRE(layers.size() == 2);
  CHECK(layers[0].rows == Rows{{0}, {0, 1}});
  CHECK(layers[1].rows == Rows{{0, 1}, {1}});
}

TEST_CASE("neurons that nothing enters or leaves keep their rows and columns") {
  Network network = dag("x>h,x>k,h>y,k>y");
  network.edges.erase(network.edges.begin() + 1);  // nothing enters k
  CHECK(layer_supports(network)[0].rows == Rows{{0}, {}});
  CHECK(layer_supports(network)[1].rows == Rows{{0, 1}});
  network = dag("x>h,x>k,h>y,k>y");
  network.edges.pop_back();  // k leads nowhere
  CHECK(layer_supports(network)[0].rows == Rows{{0}, {0}});
  CHECK(layer_supports(network)[1].rows == Rows{{0}});
  network.edges.erase(network.edges.begin() + 1);  // and now nothing touches it
  CHECK(layer_supports(network)[0].rows == Rows{{0}});
}

TEST_CASE("inputs and outputs without edges are zero columns and rows") {
  Network network = dag("x>h,z>h,h>y,h>w");
  network.edges.erase(network.edges.begin() + 1);
  network.edges.pop_back();
  const LayerSupports layers = layer_supports(network);
  CHECK(layers[0].inputs == 2);
  CHECK(layers[0].rows == Rows{{0}});
  CHECK(layers[1].rows == Rows{{0}, {}});
}

TEST_CASE("what is no product of layers is refused by name") {
  CHECK(error_of(dag("x>h,h>y,x>y")) ==
        "the edge from \"h\" to \"y\" makes walks of different lengths");
  CHECK(error_of(dag("x>h,h>y,x>k,k>l,l>z")) ==
        "the outputs are not equally far from the inputs: \"z\" is one that differs");
  Network twice = dag("x>h,h>y");
  twice.edges.push_back(twice.edges[0]);
  CHECK(error_of(twice) == "the edge from \"x\" to \"h\" has a parallel one");
  Network fixed = dag("x>h,h>y");
  fixed.edges[1].fixed = true;
  CHECK(error_of(fixed) == "the edge from \"h\" to \"y\" is fixed");
  Network kernel = dag("x>h,h>y");
  kernel.edges[0].multiplicity = 9;
  CHECK(error_of(kernel) == "the edge from \"x\" to \"h\" has several weights");
  Network apart = dag("x>h,h>y");
  apart.edges.pop_back();
  CHECK(error_of(apart) == "no output is reached from an input, so the layers cannot be told");
}

TEST_CASE("of a model weights that are zero are no edges") {
  static const float weights[] = {1, 0, 2, 0, 0, 3};
  Model model;
  const auto run = [&](const char* prefix, std::uint32_t count, Role role) {
    NodeRun nodes;
    nodes.prefix = prefix;
    nodes.count = count;
    nodes.role = role;
    model.runs.push_back(nodes);
  };
  run("x", 2, Role::input);
  run("h", 2, Role::hidden);
  run("y", 1, Role::output);
  Tensor tensor;
  tensor.shape = {6};
  tensor.data = reinterpret_cast<const std::byte*>(weights);
  model.tensors.push_back(tensor);
  Link first;
  first.row_stride = 2;
  first.column_stride = 1;
  first.tails = {0, 1};
  first.heads = {2, 3};
  Link second = first;
  second.offset = 4;
  second.tails = {2, 3};
  second.heads = {4};
  model.links = {first, second};
  const LayerSupports layers = layer_supports(model);
  CHECK(layers[0].rows == Rows{{0}, {0}});
  CHECK(layers[1].rows == Rows{{1}});
}

}  // namespace
}  // namespace isthmus

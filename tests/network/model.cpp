#include "isthmus/network/model.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "isthmus/error.hpp"
#include "network/models.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

std::string fault(const std::function<void(Model&)>& damage) {
  Model model = small_model();
  damage(model);
  try {
    validate(model);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::bad_input);
    return error.what();
  }
  return "";
}

bool names(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a model stands for a network: nodes by run, edges by link, ties last") {
  const Model model = small_model();
  validate(model);
  CHECK(node_count(model) == 7);
  CHECK(bundle_count(model) == 10);
  CHECK(fixed_edge_count(model) == 1);
  CHECK(weight_count(model) == 16);
  const Network network = to_network(model, WeightDetail::all);
  validate(network);
  CHECK(network.nodes[4].id == "conv[1]");
  CHECK(network.nodes[2].id == "one");
  CHECK(network.nodes[2].bias);
  REQUIRE(network.edges.size() == 11);
  const Edge& second = network.edges[3];  // conv[1] from x[1]
  CHECK(second.from == 1);
  CHECK(second.to == 4);
  CHECK(second.weights == std::vector<Rational>{7, 8});
  CHECK(network.edges[8].weights == std::vector<Rational>{3});
  CHECK(network.edges[9].from == 2);
  CHECK(network.edges[9].weights == std::vector<Rational>{7});
  CHECK(network.edges[10].fixed);
}

TEST_CASE("kernels become norms where single weights are not wanted") {
  const Network network = to_network(small_model(), WeightDetail::norms);
  validate(network);
  CHECK(network.edges[3].norm_squared == Rational(49 + 64));
  CHECK(network.edges[3].weights.empty());
  CHECK(network.edges[8].weights == std::vector<Rational>{3});
}

TEST_CASE("a network that is too long is not written") {
  CHECK_THROWS_AS(static_cast<void>(to_network(small_model(), WeightDetail::all, 16)), Error);
  CHECK_NOTHROW(static_cast<void>(to_network(small_model(), WeightDetail::all, 17)));
  CHECK_NOTHROW(static_cast<void>(to_network(small_model(), WeightDetail::norms, 11)));
}

TEST_CASE("frozen weights become fixed edges, zeros among them nothing") {
  Model model = small_model();
  model.tensors[1] = make_tensor("fc.weight", {1, 3}, NumberType::binary64, {0, 0.5, -2});
  model.links[1].fixed = true;
  validate(model);
  const Network network = to_network(model, WeightDetail::all);
  REQUIRE(network.edges.size() == 10);
  CHECK(fixed_edge_count(model) == 3);
  CHECK(network.edges[6].from == 2);  // the bias: trainable edges come first
  CHECK(network.edges[7].fixed);
  CHECK(network.edges[7].from == 4);
  CHECK(network.edges[8].weights == std::vector<Rational>{-2});
}

TEST_CASE("an untrained architecture has edges without numbers") {
  Model model = small_model();
  model.has_weights = false;
  for (Tensor& tensor : model.tensors) tensor.data = nullptr;
  validate(model);
  const Network network = to_network(model, WeightDetail::all);
  CHECK(network.edges[3].multiplicity == 2);
  CHECK(network.edges[3].weights.empty());
}

TEST_CASE("weights outside their tensor or in two places are refused by name") {
  CHECK(names(fault([](Model& m) { m.links[0].offset = 1; }), "conv.weight: a layer needs more"));
  CHECK(names(fault([](Model& m) { m.links[0].row_stride = std::uint64_t{1} << 63U; }),
              "conv.weight"));
  CHECK(names(fault([](Model& m) { m.links[0].column_stride = 1; }), "two places"));
  CHECK(
      names(fault([](Model& m) { m.links[2].tensor = 1; }), "fc.weight: a weight is used in two"));
  CHECK(fault([](Model& m) {
          m.links[2].tensor = 1;
          m.links[2].offset = 2;
          m.links[1].tails.pop_back();
        }) == "");
}

TEST_CASE("links keep to the order of the nodes") {
  CHECK(names(fault([](Model& m) { m.links[1].tails[0] = 6; }), "back to y[0]"));
  CHECK(names(fault([](Model& m) { m.links[1].heads[0] = 9; }), "without an end"));
  CHECK(names(fault([](Model& m) { m.links[1].tails[0] = 4; }), "a node twice"));
  CHECK(names(fault([](Model& m) { m.ties[0] = {0, 1}; }), "into the input x[1]"));
}

TEST_CASE("layers keep their names apart") {
  CHECK(names(fault([](Model& m) { m.runs[3].prefix = "conv["; }), "same name"));
  CHECK(fault([](Model& m) {
          m.runs[3].prefix = "conv[";
          m.runs[3].first = 3;
        }) == "");
  CHECK(names(fault([](Model& m) {
                m.runs[0].prefix = "a1";
                m.runs[3].prefix = "a";
                m.runs[0].suffix = m.runs[3].suffix = "";
              }),
              "same name"));
}

TEST_CASE("weights that are no numbers are counted and the first is named") {
  for (const NumberType type :
       {NumberType::binary16, NumberType::bfloat16, NumberType::binary32, NumberType::binary64}) {
    const double infinity = std::numeric_limits<double>::infinity();
    const std::string text = fault([&](Model& m) {
      m.tensors[0] = make_tensor("conv.weight", {3, 2, 2}, type,
                                 {1, 1, 1, 1, 1, 1, 1, -infinity, std::nan(""), 1, 1, infinity});
    });
    CHECK(names(text, "not all weights are numbers (1 NaN, 2 infinite)"));
    CHECK(names(text, "conv.weight[1, 1, 1]"));
  }
}

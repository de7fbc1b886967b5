#include "isthmus/network/model_edits.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/network/architecture.hpp"
#include "network/models.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

bool same_edge(const Edge& a, const Edge& b) {
  return a.from == b.from && a.to == b.to && a.multiplicity == b.multiplicity &&
         a.fixed == b.fixed && a.weights == b.weights;
}

void check_same(const Network& a, const Network& b) {
  REQUIRE(a.nodes.size() == b.nodes.size());
  REQUIRE(a.edges.size() == b.edges.size());
  for (std::size_t e = 0; e < a.edges.size(); ++e) REQUIRE(same_edge(a.edges[e], b.edges[e]));
}

}  // namespace

TEST_CASE("an architecture as a model is the same network, drawn or not") {
  for (const std::string text : {"mlp:3-2", "mlp:3-4-1+bias", "mlp:2-3-1-4-2+bias"}) {
    Network network = parse_architecture(text);
    Model model = *architecture_model(text);
    validate(model);
    check_same(network, to_network(model, WeightDetail::all));
    for (const Scheme scheme : {Scheme::kaiming_normal, Scheme::xavier_uniform, Scheme::pytorch}) {
      for (const Precision precision : {Precision::binary32, Precision::binary64}) {
        const Initialisation how{scheme, 7, precision};
        initialise(network, how);
        initialise(model, how);
        validate(model);
        check_same(network, to_network(model, WeightDetail::all));
      }
    }
  }
  CHECK(!architecture_model("dag:x>h,h>y").has_value());
  CHECK_THROWS_AS(static_cast<void>(architecture_model("mlp:3-0-1")), Error);
}

TEST_CASE("kernels and listed links draw in the order of their network") {
  Model model = small_model();
  Network network = to_network(model, WeightDetail::all);
  const Initialisation how{Scheme::xavier_normal, 3, Precision::binary64};
  initialise(network, how);
  initialise(model, how);
  check_same(network, to_network(model, WeightDetail::all));
}

TEST_CASE("frozen tensors are named") {
  Model model = small_model();
  freeze(model, {"fc.weight"});
  validate(model);
  CHECK(to_network(model, WeightDetail::all).edges.back().fixed);
  CHECK(bundle_count(model) == 7);
  CHECK_THROWS_AS(freeze(model, {"fc.wight"}), Error);
}

TEST_CASE("zeros that are no edges leave the others as they were") {
  Model model = small_model();
  model.tensors[0] = make_tensor("conv.weight", {3, 2, 2}, NumberType::binary32,
                                 {1, 0, 0, 0, 5, 6, 7, 8, -0.0, 0, 11, 12});
  drop_zeros(model);
  validate(model);
  CHECK(weight_count(model) == 7 + 3 + 1);
  CHECK(model.links[0].tails == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 1});
  CHECK(model.links[0].heads == std::vector<std::uint32_t>{3, 4, 4, 4, 4, 5, 5});
  CHECK(model.links[1].wiring == Wiring::dense);
  const Network network = to_network(model, WeightDetail::all);
  CHECK(network.edges[6].weights == std::vector<Rational>{12});
}

TEST_CASE("weights are set in the order of the network, whatever is frozen or left out") {
  for (const bool frozen : {false, true}) {
    Model model = small_model();
    model.tensors[0] = make_tensor("conv.weight", {3, 2, 2}, NumberType::binary32,
                                   {1, 0, 0, 0, 5, 6, 7, 8, -0.0, 0, 11, 12});
    drop_zeros(model);
    if (frozen) freeze(model, {"fc.weight"});
    const Model before = model;
    std::vector<double> values;
    for (std::uint64_t i = 0; i < weight_count(model); ++i) {
      values.push_back(1.0 / static_cast<double>(3 + i));
    }
    set_weights(model, values);
    validate(model);
    Network expected = to_network(before, WeightDetail::all);
    std::size_t next = 0;
    for (Edge& edge : expected.edges) {
      if (edge.fixed) continue;
      for (Rational& weight : edge.weights) weight = from_binary64(values[next++]);
    }
    check_same(expected, to_network(model, WeightDetail::all));
    CHECK(model.tensors[0].type == NumberType::binary64);
    CHECK(model.tensors[0].at(1) == 0);
    const NumberType kept = frozen ? NumberType::binary32 : NumberType::binary64;
    CHECK(model.tensors[1].type == kept);
  }
  Model model = small_model();
  CHECK_THROWS_AS(set_weights(model, std::vector<double>(3, 1.0)), Error);
}

TEST_CASE("what a mask leaves out is no edge, whatever its weight; a zero that is left in is one") {
  Model model = small_model();
  model.tensors[0] = make_tensor("conv.weight", {3, 2, 2}, NumberType::binary32,
                                 {1, 2, 3, 4, 0, 6, 7, 8, 9, 10, 11, 12});
  const std::vector<std::uint8_t> mask = {1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1};
  drop_masked(model, 0, mask);
  validate(model);
  CHECK(weight_count(model) == 7 + 3 + 1);
  CHECK(model.links[0].tails == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 1});
  CHECK(model.links[0].heads == std::vector<std::uint32_t>{3, 4, 4, 4, 4, 5, 5});
  CHECK(model.links[1].wiring == Wiring::dense);
  CHECK(to_network(model, WeightDetail::all).edges[1].weights == std::vector<Rational>{0});
  const std::vector<std::uint8_t> all(12, 1);
  Model whole = small_model();
  drop_masked(whole, 0, all);
  CHECK(whole.links[0].wiring == Wiring::dense);
  CHECK_THROWS_AS(drop_masked(whole, 0, std::vector<std::uint8_t>(3, 1)), Error);
}

TEST_CASE("what is fixed and masked ties nothing together") {
  Model model = small_model();
  freeze(model, {"fc.weight"});
  const std::uint64_t ties = fixed_edge_count(model);
  const std::vector<std::uint8_t> mask = {0, 1, 1};
  drop_masked(model, 1, mask);
  validate(model);
  CHECK(model.links[1].fixed);
  CHECK(fixed_edge_count(model) == ties - 1);
}

#include "isthmus/network/edge_weights.hpp"

#include <doctest/doctest.h>

#include "network/random_models.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

std::vector<std::uint32_t> trainable(const Network& network) {
  std::vector<std::uint32_t> edges;
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    if (!network.edges[e].fixed) edges.push_back(e);
  }
  return edges;
}

void check_same(const EdgeWeights& a, const EdgeWeights& b, std::uint32_t e) {
  CHECK(a.all(e) == b.all(e));
  CHECK(a.count(e) == b.count(e));
  CHECK(a.nonzero(e) == b.nonzero(e));
  CHECK(a.sign(e) == b.sign(e));
  for (std::size_t k = 0; k < a.count(e); ++k) {
    CHECK(a.at(e, k) == b.at(e, k));
    CHECK(a.residue(e, k) == b.residue(e, k));
  }
}

}  // namespace

TEST_CASE("a model gives the weights of the network that it stands for, edge by edge") {
  Random random(7);
  std::size_t edges = 0;
  for (int i = 0; i < 300; ++i) {
    const Model model = random_model(random);
    const Network network = to_network(model, WeightDetail::all);
    const EdgeWeights from_model(model);
    const EdgeWeights from_network(network);
    REQUIRE(from_model.known() == from_network.known());
    const std::vector<std::uint32_t> all = trainable(network);
    for (const std::uint32_t e : all) check_same(from_model, from_network, e);
    CHECK(from_model.square_sum(all) == from_network.square_sum(all));
    CHECK(from_model.largest(all) == from_network.largest(all));
    CHECK(from_model.largest({}) == 0);
    edges += all.size();
  }
  CHECK(edges > 1000);
}

TEST_CASE("a network without weights has the wiring of the one with them") {
  Random random(8);
  for (int i = 0; i < 100; ++i) {
    const Model model = random_model(random);
    const Network bare = to_network(model, WeightDetail::none);
    const Network whole = to_network(model, WeightDetail::all);
    REQUIRE(bare.edges.size() == whole.edges.size());
    CHECK_FALSE(has_weights(bare));
    for (std::size_t e = 0; e < bare.edges.size(); ++e) {
      const Edge& edge = bare.edges[e];
      CHECK(edge.from == whole.edges[e].from);
      CHECK(edge.to == whole.edges[e].to);
      CHECK(edge.multiplicity == whole.edges[e].multiplicity);
      if (edge.fixed) CHECK(edge.weights == whole.edges[e].weights);
    }
  }
}

TEST_CASE("of a bundle with a norm only, the norm is known") {
  Network network;
  network.nodes = {{"x", Role::input}, {"h", Role::hidden}};
  network.edges = {{0, 1, "", 2, false, {}, Rational(5)}};
  const EdgeWeights weights(network);
  CHECK(weights.known());
  CHECK(weights.count(0) == 0);
  CHECK(weights.sign(0) == 0);
  CHECK(weights.nonzero(0));
  CHECK(weights.square_sum(std::vector<std::uint32_t>{0, 0}) == 10);
}

TEST_CASE("the names of some edges are those they have among all") {
  Random random(9);
  for (int i = 0; i < 100; ++i) {
    Network network = to_network(random_model(random), WeightDetail::none);
    const std::size_t count = network.edges.size();
    for (std::size_t e = 0; e < count; ++e) {
      if (random.chance(30)) network.edges.push_back(network.edges[e]);
    }
    for (Edge& edge : network.edges) {
      if (random.chance(20)) edge.id = "own";
    }
    const std::vector<std::string> names = edge_names(network);
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
      if (random.chance(40)) wanted.push_back(e);
    }
    const std::vector<std::string> some = edge_names(network.nodes, network.edges, wanted);
    REQUIRE(some.size() == wanted.size());
    for (std::size_t k = 0; k < wanted.size(); ++k) CHECK(some[k] == names[wanted[k]]);
  }
}

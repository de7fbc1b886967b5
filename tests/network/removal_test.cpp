// Cutting nodes out, judged by what the networks compute on exact inputs.
#include "isthmus/network/removal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/random_network.hpp"

namespace isthmus {
namespace {

std::string id(Role role, std::uint32_t v) {
  const char* letter = role == Role::input ? "x" : role == Role::hidden ? "h" : "y";
  return letter + std::to_string(v);
}

// A ReLU network with a bias; nodes 0 … 2 are inputs, the last two outputs, edges go upwards. Many
// weights are 0. `lowest` is that of the weights.
Network random_relu(test::Random& random, int lowest) {
  const auto hidden = static_cast<std::uint32_t>(1 + random.below(6));
  Network network;
  network.name = "random";
  for (std::uint32_t v = 0; v < hidden + 5; ++v) {
    const Role role = v < 3 ? Role::input : v < hidden + 3 ? Role::hidden : Role::output;
    network.nodes.push_back({id(role, v), role, v == 0});
  }
  const auto size = static_cast<std::uint32_t>(network.nodes.size());
  for (std::uint32_t a = 0; a < size - 2; ++a) {
    for (std::uint32_t b = std::max(a + 1, 3U); b < size; ++b) {
      if (!random.chance(60)) continue;
      Edge edge;
      edge.from = a;
      edge.to = b;
      const bool zero = random.chance(50);
      edge.weights = {zero ? Rational(0)
                           : Rational(random.between(lowest, 5), random.between(1, 4))};
      network.edges.push_back(std::move(edge));
    }
  }
  validate(network);
  return network;
}

// The outputs at inputs 1 (the bias) and `at`, all hidden nodes ReLU.
std::vector<Rational> outputs(const Network& network, const std::vector<Rational>& at) {
  std::vector<Rational> value(network.nodes.size(), Rational(0));
  std::vector<Rational> result;
  for (std::uint32_t v = 0; v < value.size(); ++v) {
    const Node& node = network.nodes[v];
    if (node.role == Role::input) value[v] = node.bias ? Rational(1) : at[v - 1];
    if (node.role == Role::hidden && value[v] < 0) value[v] = 0;
    if (node.role == Role::output) result.push_back(value[v]);
    for (const Edge& edge : network.edges) {
      if (edge.from == v) value[edge.to] += edge.weights.front() * value[v];
    }
  }
  return result;
}

std::vector<std::uint32_t> random_hidden(const Network& network, test::Random& random) {
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (network.nodes[v].role == Role::hidden && random.chance(40)) nodes.push_back(v);
  }
  return nodes;
}

}  // namespace

TEST_CASE("what carries no signal can go without changing the function") {
  int silent = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const Network network = random_relu(random, -5);
    const std::vector<std::uint32_t> nodes = random_hidden(network, random);
    const Network rest = without_nodes(network, nodes);
    CHECK_NOTHROW(validate(rest));
    if (nodes.empty() || connection(network, nodes).carries_signal) continue;
    ++silent;
    for (int i = 0; i < 5; ++i) {
      const std::vector<Rational> at{test::random_rational(random, -9, 9),
                                     test::random_rational(random, -9, 9)};
      CHECK(outputs(network, at) == outputs(rest, at));
    }
  }
  CHECK(silent > 50);
}

TEST_CASE("with weights and inputs >= 0, what carries a signal is missed") {
  int loud = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const Network network = random_relu(random, 1);
    const std::vector<std::uint32_t> nodes = random_hidden(network, random);
    const Network rest = without_nodes(network, nodes);
    const std::vector<Rational> at{2, 3};
    const bool changed = outputs(network, at) != outputs(rest, at);
    CHECK(connection(network, nodes).carries_signal == changed);
    loud += changed ? 1 : 0;
  }
  CHECK(loud > 50);
}

TEST_CASE("what remains keeps its names, weights and order") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const Network network = random_relu(random, -5);
    const std::vector<std::uint32_t> nodes = random_hidden(network, random);
    const Network rest = without_nodes(network, nodes);
    CHECK(rest.nodes.size() + nodes.size() == network.nodes.size());
    const std::vector<std::string> names = edge_names(network);
    const std::vector<std::string> kept = edge_names(rest);
    std::size_t at = 0;
    Rational cut = 0;
    for (std::size_t e = 0; e < names.size(); ++e) {
      const Edge& edge = network.edges[e];
      const bool from = std::binary_search(nodes.begin(), nodes.end(), edge.from);
      const bool to = std::binary_search(nodes.begin(), nodes.end(), edge.to);
      if (from != to) cut += edge.weights.front() * edge.weights.front();
      if (from || to) continue;
      REQUIRE(at < kept.size());
      CHECK(kept[at] == names[e]);
      CHECK(rest.edges[at].weights == edge.weights);
      ++at;
    }
    CHECK(at == kept.size());
    CHECK(connection(network, nodes).cut_weight == cut);
  }
}

TEST_CASE(
    "a node that hears nothing or is not heard carries no signal, though its cut has weight") {
  Network network = {
      "n",
      {{"x", Role::input}, {"a", Role::hidden}, {"b", Role::hidden}, {"y", Role::output}},
      {},
      {}};
  const auto join = [&](std::uint32_t from, std::uint32_t to, int weight) {
    Edge edge;
    edge.from = from;
    edge.to = to;
    edge.weights = {Rational(weight)};
    network.edges.push_back(std::move(edge));
  };
  join(0, 1, 0);
  join(1, 3, 5);
  join(0, 2, 7);
  join(2, 3, 0);
  CHECK(connection(network, {1}).cut_weight == 25);
  CHECK_FALSE(connection(network, {1}).carries_signal);
  CHECK(connection(network, {2}).cut_weight == 49);
  CHECK_FALSE(connection(network, {1, 2}).carries_signal);
  join(1, 2, 1);
  CHECK_FALSE(connection(network, {1}).carries_signal);
  join(2, 3, 1);
  CHECK(connection(network, {2}).carries_signal);
  CHECK_FALSE(connection(network, {1}).carries_signal);
}

}  // namespace isthmus

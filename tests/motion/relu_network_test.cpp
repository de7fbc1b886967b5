// Values against exact rational arithmetic node by node, derivatives against exact differences:
// between kinks the outputs are linear in each single weight, so differences are derivatives.
#include "isthmus/motion/relu_network.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "motion/random_dag.hpp"

namespace isthmus {
namespace {

/// The outputs for one sample by the definition, in exact numbers; `near_kink` is set if a hidden
/// sum is closer to 0 than 1/1000. Edges of random_dag lead forward in file order.
std::vector<Rational> exact_outputs(const Network& network, const std::vector<Rational>& inputs,
                                    bool& near_kink) {
  std::vector<Rational> signal(network.nodes.size());
  std::vector<Rational> outputs;
  std::size_t next_input = 0;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    const Node& node = network.nodes[v];
    if (node.role == Role::input) {
      signal[v] = node.bias ? Rational(1) : inputs[next_input++];
      continue;
    }
    for (const Edge& edge : network.edges) {
      if (edge.to != v) continue;
      for (const Rational& weight : edge.weights) signal[v] += weight * signal[edge.from];
    }
    if (node.role == Role::output) {
      outputs.push_back(signal[v]);
      continue;
    }
    near_kink = near_kink || (signal[v] < Rational(1, 1000) && signal[v] > Rational(-1, 1000));
    if (signal[v] < 0) signal[v] *= node.activation.negative_slope;
  }
  return outputs;
}

std::vector<Rational> sample_of(const Columns& inputs, std::size_t s) {
  std::vector<Rational> sample;
  for (const auto& column : inputs) sample.push_back(from_binary64(column[s]));
  return sample;
}

/// Σ over samples and outputs of mix[o][s] · output: what the gradient is taken of. Exact.
Rational mixed(const Network& network, const Columns& inputs, const Columns& mix, bool& near_kink) {
  Rational sum = 0;
  for (std::size_t s = 0; s < inputs.front().size(); ++s) {
    const auto outputs = exact_outputs(network, sample_of(inputs, s), near_kink);
    for (std::size_t o = 0; o < outputs.size(); ++o) sum += from_binary64(mix[o][s]) * outputs[o];
  }
  return sum;
}

bool close_to(double a, double b) { return std::fabs(a - b) <= 1e-12 * (1 + std::fabs(b)); }

}  // namespace

TEST_CASE("relu network: outputs are those of the definition in exact numbers") {
  test::Random random(1);
  for (int trial = 0; trial < 200; ++trial) {
    const Network network = test::random_dag(random);
    const ReluNetwork relu(network);
    const StartWeights start = start_weights(network);
    REQUIRE(start.rounded == 0);
    REQUIRE(start.values.size() == relu.weight_count());
    const Columns inputs = test::random_columns(random, 2, 7);
    ReluNetwork::Tape tape;
    relu.forward(start.values, inputs, tape);
    const Columns outputs = relu.outputs(tape);
    for (std::size_t s = 0; s < 7; ++s) {
      bool ignored = false;
      const auto exact = exact_outputs(network, sample_of(inputs, s), ignored);
      REQUIRE(outputs.size() == exact.size());
      for (std::size_t o = 0; o < exact.size(); ++o) {
        CHECK(close_to(outputs[o][s], to_binary64(exact[o])));
      }
    }
  }
}

TEST_CASE("relu network: gradients are exact differences, away from kinks") {
  test::Random random(2);
  std::size_t checked = 0;
  for (int trial = 0; trial < 120; ++trial) {
    Network network = test::random_dag(random);
    const Columns inputs = test::random_columns(random, 2, 5);
    const Columns mix = test::random_columns(random, 2, 5);
    const ReluNetwork relu(network);
    const StartWeights start = start_weights(network);
    ReluNetwork::Tape tape;
    std::vector<double> gradient(relu.weight_count(), 0);
    relu.forward(start.values, inputs, tape);
    relu.backward(start.values, tape, mix, gradient);
    bool near_kink = false;
    const Rational before = mixed(network, inputs, mix, near_kink);
    if (near_kink) continue;
    std::size_t next = 0;
    const Rational step(1, 1'000'000'000);
    for (Edge& edge : network.edges) {
      if (edge.fixed) continue;
      for (Rational& weight : edge.weights) {
        weight += step;
        const Rational slope = (mixed(network, inputs, mix, near_kink) - before) / step;
        weight -= step;
        CHECK(close_to(gradient[next], to_binary64(slope)));
        ++next;
        ++checked;
      }
    }
  }
  CHECK(checked > 500);
}

TEST_CASE("relu network: a bundle is its members, a fixed edge no weight") {
  Network network;
  network.nodes = {{"x", Role::input}, {"h", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 2, false, {Rational(1, 2), Rational(3, 2)}, {}},
                   {1, 2, "", 1, true, {3}, {}}};
  const ReluNetwork relu(network);
  CHECK(relu.weight_count() == 2);
  ReluNetwork::Tape tape;
  const std::vector<double> weights = {0.5, 1.5};
  relu.forward(weights, {{1, -1, 2}}, tape);
  CHECK(relu.outputs(tape) == Columns{{6, 0, 12}});
  std::vector<double> gradient(2, 0);
  relu.backward(weights, tape, {{1, 1, 1}}, gradient);
  CHECK(gradient == std::vector<double>{9, 9});
}

TEST_CASE("relu network: at a sum of 0 the slope is that on the negative side") {
  Network network;
  network.nodes = {{"x", Role::input}, {"h", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {0}, {}}, {1, 2, "", 1, false, {2}, {}}};
  for (const int slope : {0, -1, 1}) {
    network.nodes[1].activation.negative_slope = slope;
    const ReluNetwork relu(network);
    ReluNetwork::Tape tape;
    const std::vector<double> weights = {0, 2};
    relu.forward(weights, {{1}}, tape);
    std::vector<double> gradient(2, 0);
    relu.backward(weights, tape, {{1}}, gradient);
    CHECK(gradient[0] == 2 * slope);
  }
}

TEST_CASE("relu network: what cannot be evaluated is refused with its name") {
  Network network;
  network.nodes = {{"x", Role::input}, {"odd", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {1}, {}}, {1, 2, "", 1, false, {1}, {}}};
  network.nodes[1].activation.known = false;
  CHECK_THROWS_WITH_AS(ReluNetwork{network},
                       doctest::Contains("what node \"odd\" passes on is not known"), const Error&);
  network.nodes[1].activation.known = true;
  network.nodes[2].activation.known = false;
  CHECK_THROWS_WITH_AS(ReluNetwork{network}, doctest::Contains("\"y\""), const Error&);
  network.nodes[2].activation.known = true;
  network.edges[0].weights.clear();
  CHECK_THROWS_AS(static_cast<void>(start_weights(network)), const Error&);
  network.edges[0].norm_squared = 4;
  CHECK_THROWS_WITH_AS(static_cast<void>(start_weights(network)),
                       doctest::Contains("only the norm is known"), const Error&);
}

TEST_CASE("start weights: rounding is counted, and going back gives the same numbers") {
  Network network;
  network.nodes = {{"x", Role::input}, {"y", Role::output}};
  network.edges = {{0, 1, "", 2, false, {Rational(1, 3), Rational(1, 4)}, {}}};
  const StartWeights start = start_weights(network);
  CHECK(start.rounded == 1);
  CHECK(start.values == std::vector<double>{1.0 / 3, 0.25});
  const Network exact = with_weights(network, start.values);
  CHECK(start_weights(exact).rounded == 0);
  CHECK(start_weights(exact).values == start.values);
  CHECK(exact.edges[0].weights[0] != Rational(1, 3));
}

}  // namespace isthmus

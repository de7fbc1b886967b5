// Small random networks with weights, made to be evaluated: skips, bundles, biases, fixed edges,
// all kinds of activations, outputs that feed on.
#pragma once

#include <string>
#include <vector>

#include "isthmus/motion/relu_network.hpp"
#include "isthmus/network/network.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

inline Rational random_weight(Random& random) {
  const int size = random.between(1, 24);
  return Rational(random.chance(50) ? size : -size, 16);
}

/// 2 inputs, a bias, 1 … 5 hidden nodes, 2 outputs; every later node may have edges from every
/// earlier one that is no sink.
inline Network random_dag(Random& random) {
  Network network;
  network.nodes = {{"x1", Role::input}, {"x2", Role::input}, {"one", Role::input, true}};
  const int hidden = random.between(1, 5);
  for (int i = 0; i < hidden; ++i) {
    Node node{"h" + std::to_string(i), Role::hidden};
    const int slopes[] = {0, 0, 1, -4, 4};  // quarters: ReLU, leaky ReLU, absolute value, identity
    node.activation.negative_slope = Rational(slopes[random.below(5)], 4);
    network.nodes.push_back(node);
  }
  network.nodes.push_back({"y1", Role::output});
  network.nodes.push_back({"y2", Role::output});
  const auto count = static_cast<std::uint32_t>(network.nodes.size());
  for (std::uint32_t to = 3; to < count; ++to) {
    for (std::uint32_t from = 0; from < to; ++from) {
      if (from != to - 1 && random.chance(45)) continue;
      Edge edge;
      edge.from = from;
      edge.to = to;
      edge.multiplicity = random.chance(20) ? 3 : 1;
      edge.fixed = edge.multiplicity == 1 && random.chance(10);
      for (std::uint64_t i = 0; i < edge.multiplicity; ++i) {
        edge.weights.push_back(random_weight(random));
      }
      network.edges.push_back(std::move(edge));
    }
  }
  validate(network);
  return network;
}

inline Columns random_columns(Random& random, std::size_t count, std::size_t samples) {
  Columns columns(count, std::vector<double>(samples));
  for (auto& column : columns) {
    for (double& each : column) each = static_cast<double>(random.between(-40, 40)) / 16;
  }
  return columns;
}

}  // namespace isthmus::test

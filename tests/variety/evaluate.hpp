// Values of small networks, exactly and by definition.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus::test {

/// What a node passes on, given the sum z of its in-edges. Where nothing is known of it, anything
/// may be: here something that is neither monotone, convex, concave nor bounded.
inline Rational passed_on(const Node& node, const Rational& z) {
  if (!node.activation.known) return z * z * z - 3 * z * z;
  if (node.role != Role::hidden || z >= 0) return z;
  return node.activation.negative_slope * z;
}

/// The sums at all nodes; `inputs` has a value for every input that is no bias, in the order of the
/// nodes. Edges must lead from lower to higher numbers and carry one weight each.
inline std::vector<Rational> sums(const Network& network, const std::vector<Rational>& inputs) {
  std::vector<Rational> sum(network.nodes.size());
  std::size_t next = 0;
  for (std::uint32_t v = 0; v < sum.size(); ++v) {
    const Node& node = network.nodes[v];
    if (node.role == Role::input) sum[v] = node.bias ? Rational(1) : inputs.at(next++);
    const Rational value = passed_on(node, sum[v]);
    for (const Edge& edge : network.edges) {
      if (edge.from == v) sum[edge.to] += edge.weights.at(0) * value;
    }
  }
  return sum;
}

}  // namespace isthmus::test

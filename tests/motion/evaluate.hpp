// What a network computes, in exact numbers.
#pragma once

#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus::test {

/// The values of all outputs for these inputs (one value for each input node, bias nodes left out,
/// which are 1), with ReLU at hidden nodes. Bundles count with the sum of their weights.
/// Requires edges that lead from lower to higher positions of nodes.
inline std::vector<Rational> evaluate(const Network& network, std::vector<Rational> inputs) {
  std::vector<std::vector<const Edge*>> into(network.nodes.size());
  for (const Edge& edge : network.edges) into[edge.to].push_back(&edge);
  std::vector<Rational> value(network.nodes.size());
  std::vector<Rational> outputs;
  std::size_t next = 0;
  for (std::size_t v = 0; v < value.size(); ++v) {
    const Node& node = network.nodes[v];
    if (node.role == Role::input) {
      value[v] = node.bias ? Rational(1) : inputs[next++ % inputs.size()];
      continue;
    }
    for (const Edge* edge : into[v]) {
      for (const Rational& weight : edge->weights) value[v] += weight * value[edge->from];
    }
    if (node.role == Role::output) outputs.push_back(value[v]);
    if (node.role == Role::hidden && value[v] < 0) value[v] = 0;
  }
  return outputs;
}

}  // namespace isthmus::test

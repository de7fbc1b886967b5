// Any digraph as a network that a user could write.
#pragma once

#include <string>

#include "isthmus/network/network.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

/// The network whose contraction is `instance`, loops and cycles included: hidden node v becomes
/// two nodes that a fixed edge ties together, one for its out-edges and one for its in-edges. With
/// the squared weights of the instance, if asked for and known, else with its balance.
inline Network tied_network(const Instance& instance, bool with_weights) {
  const auto hidden = static_cast<std::uint32_t>(instance.hidden);
  const auto tail_of = [&](NodeId v) { return v.value == hidden ? 2 * hidden : v.value; };
  const auto head_of = [&](NodeId v) {
    return v.value == hidden ? 2 * hidden + 1 : hidden + v.value;
  };
  Network network;
  for (std::uint32_t v = 0; v < 2 * hidden; ++v) {
    network.nodes.push_back({std::string("h").append(std::to_string(v)), Role::hidden, false});
  }
  network.nodes.push_back({"x", Role::input, false});
  network.nodes.push_back({"y", Role::output, false});
  for (std::size_t e = 0; e < instance.arcs.size(); ++e) {
    const Arc& arc = instance.arcs[e];
    Edge edge{tail_of(arc.tail), head_of(arc.head), "", arc.multiplicity, false, {}, {}};
    if (with_weights) edge.norm_squared = instance.x[e];
    network.edges.push_back(std::move(edge));
  }
  for (std::uint32_t v = 0; v < hidden; ++v) {
    network.edges.push_back({v, hidden + v, "", 1, true, {Rational(1)}, {}});
  }
  if (with_weights) return network;
  network.balance.resize(network.nodes.size());
  for (std::uint32_t v = 0; v < hidden; ++v) {
    network.balance[v] = instance.c[NodeId{v}];
    network.balance[hidden + v] = Rational(0);
  }
  return network;
}

}  // namespace isthmus::test

// The networks whose equations other programs read.
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/architecture.hpp"
#include "isthmus/report/equations_text.hpp"

namespace isthmus::test {

/// An architecture with the values of its laws in order; symbolic if there are none.
inline Network network_with(const std::string& architecture, const std::vector<Rational>& values) {
  Network network = parse_architecture(architecture);
  if (values.empty()) return network;
  network.balance.resize(network.nodes.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (network.nodes[i].role == Role::hidden) network.balance[i] = values.at(next++);
  }
  return network;
}

inline Network with_bundle(Network network, std::size_t edge, std::uint64_t multiplicity) {
  network.edges[edge].multiplicity = multiplicity;
  return network;
}

inline Network with_dead_node(Network network) {
  network.nodes.push_back({"dead", Role::hidden, false});
  if (!network.balance.empty()) network.balance.push_back(Rational(0));
  return network;
}

/// Balances that are sums of squares with signs, so that over the complex numbers every ideal has
/// codimension rank B.
inline std::vector<Network> small_networks() {
  return {
      network_with("mlp:2-2-1", {Rational(-1), Rational(2)}),
      network_with("mlp:2-2-1", {}),
      network_with("mlp:2-2-2-1", {Rational(0), Rational(0), Rational(1), Rational(-35) / 4}),
      network_with("dag:x>h>k>l>y", {Rational(0), Rational(0), Rational(0)}),
      network_with("dag:x>a,a>b,a>c,b>d,c>d,d>y", {}),
      network_with("dag:x>h>k>y,x>k,h>y", {Rational(1, 3), Rational(-2)}),
      with_bundle(network_with("dag:x>h>k>y", {Rational(5), Rational(-1)}), 1, 3),
      with_dead_node(network_with("dag:x>h>y", {Rational(7)})),
      network_with("dag:x>y", {}),
  };
}

/// Equations with their maximal minors.
inline EquationSystem system_with_minors(const Network& network) {
  EquationOptions options;
  options.minors_limit = 5000;
  return equation_system(network, contract(network), options);
}

}  // namespace isthmus::test

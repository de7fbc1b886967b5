#include <iostream>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/contraction.hpp"

// One hidden neuron between x and y, with θ(x→h)² − θ(h→y)² = 1: θ(x→h) can never become zero.
int main() {
  const isthmus::Network network = isthmus::parse_architecture("dag:x>h>y");
  const isthmus::Contraction contraction = isthmus::contract(network);
  const isthmus::Balance balance(std::vector<isthmus::Rational>{1});

  const auto feasible = isthmus::feasible_flow(contraction.graph, balance);
  if (!feasible.feasible()) return 1;
  const auto minima = isthmus::edge_minima(contraction.graph, balance, *feasible.flow);
  std::cout << "components: 2^" << minima.locked.size() << '\n';
  for (const isthmus::CutStep& lock : minima.locked) {
    const auto edge = contraction.file_edge[lock.edge];
    std::cout << isthmus::edge_names(network)[edge] << " is locked, its square is at least "
              << lock.bound << '\n';
  }
}

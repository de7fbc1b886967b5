// Writes a random DAG as a network file: random_network EDGES SEED weights|balance > file.json
//
// Problem: instances of any size that look like sparse networks, not like one fixed layout, and
// that are the same on every machine.
// Idea: inputs, hidden nodes and outputs stand in one line; every edge goes forward. Each hidden
// node gets one edge from an earlier and one to a later node, so none is dead; what is left of
// EDGES joins random pairs. With a third as many hidden nodes as edges about one hidden node in
// eight has in-degree 1, so there are bottlenecks and locks to find. Weights are small fractions;
// the balance is computed from them and therefore feasible.
// O(EDGES) time and memory. Rejected: layered networks, which hardly ever have a bottleneck.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/contraction.hpp"

namespace {

using namespace isthmus;

// SplitMix64 (Steele, Lea and Flood 2014): the standard distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // Uniform in first … last up to a bias below 2^-32 for the ranges used here.
  std::uint32_t between(std::uint32_t first, std::uint32_t last) {
    const std::uint64_t range = std::uint64_t{last} - first + 1;
    return first + static_cast<std::uint32_t>((next() >> 32) * range >> 32);
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

// How many nodes of each role: positions are inputs, then hidden nodes, then outputs.
struct Shape {
  std::uint32_t inputs, hidden, outputs;

  explicit Shape(std::uint32_t edges)
      : inputs(2 + edges / 60), hidden(edges / 3), outputs(1 + edges / 100) {}
  [[nodiscard]] std::uint32_t first_output() const { return inputs + hidden; }
  [[nodiscard]] std::uint32_t last() const { return first_output() + outputs - 1; }
};

void add_nodes(Network& network, const Shape& shape) {
  const auto add = [&](const char* prefix, std::uint32_t count, Role role) {
    for (std::uint32_t i = 1; i <= count; ++i) {
      network.nodes.push_back({prefix + std::to_string(i), role});
    }
  };
  add("x", shape.inputs, Role::input);
  add("h", shape.hidden, Role::hidden);
  add("y", shape.outputs, Role::output);
}

Rational random_weight(Random& random) {
  const int numerator = static_cast<int>(random.between(1, 6));
  const int sign = random.between(0, 1) == 0 ? 1 : -1;
  return Rational(sign * numerator) / Rational(random.between(1, 4));
}

void add_edge(Network& network, Random& random, std::uint32_t from, std::uint32_t to) {
  Edge edge;
  edge.from = from;
  edge.to = to;
  edge.weights.push_back(random_weight(random));
  network.edges.push_back(std::move(edge));
}

void add_edges(Network& network, const Shape& shape, std::uint32_t edges, Random& random) {
  for (std::uint32_t v = shape.inputs; v < shape.first_output(); ++v) {
    add_edge(network, random, random.between(0, v - 1), v);
    add_edge(network, random, v, random.between(v + 1, shape.last()));
  }
  while (network.edges.size() < edges) {
    const std::uint32_t from = random.between(0, shape.first_output() - 1);
    add_edge(network, random, from, random.between(std::max(from + 1, shape.inputs), shape.last()));
  }
}

// Keeps of the weights only the balance they have.
void forget_weights(Network& network) {
  const Contraction contraction = contract(network);
  const Balance c = *balance_of(network, contraction);
  network.balance.resize(network.nodes.size());
  for (const NodeId v : contraction.graph.hidden_nodes()) {
    network.balance[contraction.members[v].front()] = c[v];
  }
  for (Edge& edge : network.edges) edge.weights.clear();
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::invalid_argument("not a number: " + std::string(text));
  }
  return value;
}

void write(std::uint64_t edges, std::uint64_t seed, bool with_weights) {
  if (edges < 10 || edges > 100'000'000) throw std::invalid_argument("EDGES is 10 … 10^8");
  const Shape shape(static_cast<std::uint32_t>(edges));
  Random random(seed);
  Network network;
  network.name = "random DAG, " + std::to_string(edges) + " edges, seed " + std::to_string(seed);
  add_nodes(network, shape);
  add_edges(network, shape, static_cast<std::uint32_t>(edges), random);
  if (!with_weights) forget_weights(network);
  write_network_json(std::cout, network);
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string_view kind = argc == 4 ? argv[3] : "";
  if (kind != "weights" && kind != "balance") {
    throw std::invalid_argument("usage: random_network EDGES SEED weights|balance");
  }
  write(number(argv[1]), number(argv[2]), kind == "weights");
  return std::cout.flush() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "random_network: " << error.what() << '\n';
  return 2;
}

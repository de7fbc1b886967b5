// minimum_cut against all cuts, against Stoer and Wagner, and on sizes that forbid slow methods.
#include "isthmus/flow/minimum_cut.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>

namespace isthmus {
namespace {

struct Instance {
  BalanceNetwork network;
  Flow weights;
};

Rational brute_force(const Instance& instance) {
  const std::size_t hidden = instance.network.hidden_count();
  std::optional<Rational> best;
  for (std::uint32_t mask = 1; mask < (1U << hidden); ++mask) {
    std::vector<NodeId> set;
    for (std::uint32_t v = 0; v < hidden; ++v) {
      if ((mask >> v & 1U) != 0) set.push_back(NodeId{v});
    }
    const Rational value = cut_weight(instance.network, instance.weights, set);
    if (!best || value < *best) best = value;
  }
  return *best;
}

// Stoer and Wagner on a dense matrix: the last node of each maximum-adjacency order is cut off,
// then merged into the one before it.
class StoerWagner {
 public:
  explicit StoerWagner(const Instance& instance)
      : weight_(instance.network.node_count(),
                std::vector<Rational>(instance.network.node_count(), Rational(0))) {
    for (const EdgeId e : instance.network.edges()) {
      if (instance.network.is_loop(e)) continue;
      const auto a = instance.network.tail(e).value;
      const auto b = instance.network.head(e).value;
      weight_[a][b] += instance.weights[e];
      weight_[b][a] += instance.weights[e];
    }
    for (std::size_t v = 0; v < weight_.size(); ++v) left_.push_back(v);
  }

  Rational value() {
    std::optional<Rational> best;
    while (left_.size() > 1) {
      const Rational cut = phase();
      if (!best || cut < *best) best = cut;
    }
    return *best;
  }

 private:
  Rational phase() {
    std::vector<Rational> reach(weight_.size(), Rational(0));
    std::vector<std::size_t> waiting = left_;
    std::size_t last = 0;
    std::size_t previous = 0;
    while (!waiting.empty()) {
      const auto next =
          std::max_element(waiting.begin(), waiting.end(),
                           [&](std::size_t a, std::size_t b) { return reach[a] < reach[b]; });
      previous = last;
      last = *next;
      waiting.erase(next);
      for (const std::size_t v : waiting) reach[v] += weight_[last][v];
    }
    for (const std::size_t v : left_) {
      weight_[previous][v] += weight_[last][v];
      weight_[v][previous] += weight_[v][last];
    }
    left_.erase(std::find(left_.begin(), left_.end(), last));
    return reach[last];
  }

  std::vector<std::vector<Rational>> weight_;
  std::vector<std::size_t> left_;
};

// `values`: how many different weights; few values make ties, zero is one of them.
Instance random_instance(std::mt19937_64& random, std::uint32_t hidden, std::size_t edges,
                         std::uint64_t values) {
  std::vector<Arc> arcs;
  Flow weights(edges);
  for (std::size_t i = 0; i < edges; ++i) {
    arcs.push_back({NodeId{static_cast<std::uint32_t>(random() % (hidden + 1))},
                    NodeId{static_cast<std::uint32_t>(random() % (hidden + 1))}, 1});
    weights.values()[i] = Rational(Integer(random() % values), Integer(1 + random() % 3));
  }
  return {BalanceNetwork(hidden, std::move(arcs)), std::move(weights)};
}

void check_cut(const Instance& instance, const MinimumCut& cut) {
  REQUIRE_FALSE(cut.set.empty());
  CHECK(std::is_sorted(cut.set.begin(), cut.set.end()));
  CHECK(cut.set.back().value < instance.network.hidden_count());
  CHECK(cut.value == cut_weight(instance.network, instance.weights, cut.set));
}

// A circle through all nodes with some short chords. Its minimum cuts are often arcs of the circle,
// which neither a degree nor a prefix of a scan shows at once.
Instance circle_with_chords(std::mt19937_64& random) {
  const auto nodes = static_cast<std::uint32_t>(5 + random() % 10);
  std::vector<Arc> arcs;
  for (std::uint32_t v = 0; v < nodes; ++v) {
    arcs.push_back({NodeId{v}, NodeId{(v + 1) % nodes}, 1});
    if (v % 2 == 1) continue;
    const auto from = static_cast<std::uint32_t>(random() % nodes);
    const auto step = static_cast<std::uint32_t>(2 + random() % 3);
    arcs.push_back({NodeId{from}, NodeId{(from + step) % nodes}, 1});
  }
  Flow weights(arcs.size());
  for (Rational& weight : weights.values()) weight = Rational(Integer(1 + random() % 9));
  return {BalanceNetwork(nodes - 1, std::move(arcs)), std::move(weights)};
}

// Layers of `width` nodes, each joined to the next one completely, ground at both ends.
BalanceNetwork layered(std::uint32_t layers, std::uint32_t width) {
  const std::uint32_t ground = layers * width;
  std::vector<Arc> arcs;
  for (std::uint32_t layer = 0; layer <= layers; ++layer) {
    for (std::uint32_t i = 0; i < width; ++i) {
      for (std::uint32_t j = 0; j < width; ++j) {
        const std::uint32_t tail = layer == 0 ? ground : (layer - 1) * width + i;
        const std::uint32_t head = layer == layers ? ground : layer * width + j;
        arcs.push_back({NodeId{tail}, NodeId{head}, 1});
      }
    }
  }
  return BalanceNetwork(ground, std::move(arcs));
}

TEST_CASE("minimum cut: nothing to separate without hidden nodes") {
  const BalanceNetwork network(0, {{NodeId{0}, NodeId{0}, 1}});
  CHECK_FALSE(minimum_cut(network, Flow(1, Rational(3))).has_value());
}

TEST_CASE("minimum cut: a floating component has value 0") {
  // ⏚ = 3; 0-1 joined to the ground, 2 only by an edge of weight 0.
  const BalanceNetwork network(
      3, {{NodeId{3}, NodeId{0}, 1}, {NodeId{0}, NodeId{1}, 1}, {NodeId{1}, NodeId{2}, 1}});
  Flow weights(3, Rational(1));
  weights[EdgeId{2}] = 0;
  const auto cut = minimum_cut(network, weights);
  REQUIRE(cut.has_value());
  CHECK(cut->value == 0);
  CHECK(cut->set == std::vector<NodeId>{NodeId{2}});
}

TEST_CASE("minimum cut: agrees with all cuts on small networks") {
  std::mt19937_64 random(7);
  std::size_t larger_sets = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    const auto hidden = static_cast<std::uint32_t>(1 + random() % 7);
    const Instance instance =
        random_instance(random, hidden, random() % (3 * hidden + 2), 2 + random() % 40);
    const auto cut = minimum_cut(instance.network, instance.weights);
    REQUIRE(cut.has_value());
    check_cut(instance, *cut);
    CHECK(cut->value == brute_force(instance));
    larger_sets += cut->value > 0 && cut->set.size() > 1 ? 1 : 0;
  }
  CHECK(larger_sets > 100);
}

TEST_CASE("minimum cut: agrees with Stoer and Wagner on medium networks") {
  std::mt19937_64 random(8);
  for (int trial = 0; trial < 150; ++trial) {
    const auto hidden = static_cast<std::uint32_t>(10 + random() % 30);
    const std::size_t edges = hidden + random() % (6 * hidden);
    const Instance instance = random_instance(random, hidden, edges, 1 + (4U << (random() % 9)));
    const auto cut = minimum_cut(instance.network, instance.weights);
    REQUIRE(cut.has_value());
    check_cut(instance, *cut);
    CHECK(cut->value == StoerWagner(instance).value());
  }
}

TEST_CASE("minimum cut: agrees with Stoer and Wagner where minimum cuts are large sets") {
  std::mt19937_64 random(10);
  int large = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    const Instance instance = circle_with_chords(random);
    const auto cut = minimum_cut(instance.network, instance.weights);
    REQUIRE(cut.has_value());
    CHECK(cut->value == StoerWagner(instance).value());
    large += cut->set.size() > 1 && cut->set.size() < instance.network.hidden_count() ? 1 : 0;
  }
  CHECK(large > 500);
}

TEST_CASE("minimum cut: clusters with weak links between them") {
  // Two cliques of 12, the first at the ground; every node's degree is far above the links' sum.
  std::vector<Arc> arcs;
  std::vector<Rational> weights;
  const auto join = [&](std::uint32_t a, std::uint32_t b, const Rational& weight) {
    arcs.push_back({NodeId{a}, NodeId{b}, 1});
    weights.push_back(weight);
  };
  for (std::uint32_t i = 0; i < 12; ++i) {
    for (std::uint32_t j = 0; j < i; ++j) join(i, j, 1), join(12 + i, 12 + j, 1);
    join(24, i, 1);
  }
  for (std::uint32_t i = 0; i < 4; ++i) join(i, 12 + 3 * i, Rational(1, 3 + i));
  const BalanceNetwork network(24, std::move(arcs));
  const auto cut = minimum_cut(network, Flow(weights));
  REQUIRE(cut.has_value());
  CHECK(cut->set.size() == 12);
  CHECK(cut->set.front() == NodeId{12});
  CHECK(cut->value == Rational(1, 3) + Rational(1, 4) + Rational(1, 5) + Rational(1, 6));
}

TEST_CASE("minimum cut: weights that need more than machine integers") {
  std::mt19937_64 random(9);
  for (const unsigned bits : {30U, 60U, 100U, 400U}) {
    Instance instance = random_instance(random, 12, 50, 1000);
    const Rational factor(Integer(1) << bits, 3);
    for (Rational& weight : instance.weights.values()) weight *= factor;
    const auto cut = minimum_cut(instance.network, instance.weights);
    REQUIRE(cut.has_value());
    CHECK(cut->value == StoerWagner(instance).value());
  }
}

TEST_CASE("minimum cut: long chains and narrow deep networks with equal weights are quick") {
  // Contracting one pair a round would take 10^10 steps here.
  for (const std::uint32_t width : {1U, 2U, 3U}) {
    const BalanceNetwork network = layered(60'000, width);
    const auto cut = minimum_cut(network, Flow(network.edge_count(), Rational(1)));
    REQUIRE(cut.has_value());
    CHECK(cut->value == 2 * width);
  }
}

}  // namespace
}  // namespace isthmus

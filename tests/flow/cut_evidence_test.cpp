// The steps are verified as docs/certificate.md says, on random networks, and the bound is sharp.
#include "isthmus/flow/cut_evidence.hpp"

#include <doctest/doctest.h>

#include "support/random_network.hpp"

namespace isthmus::test {
namespace {

Flow random_weights(const BalanceNetwork& network, Random& random) {
  Flow weights(network.edge_count());
  for (const EdgeId e : network.edges()) {
    weights[e] = Rational(random.between(0, 11)) / random.between(1, 4);
  }
  return weights;
}

// Every rule of the step `distance`; the number of flows that needed more than direct edges.
std::size_t verify(const BalanceNetwork& network, const Flow& weights, const Rational& value,
                   const std::vector<ReachStep>& steps) {
  PerNode<bool> named(network.node_count(), false);
  named[network.ground()] = true;
  std::size_t indirect = 0;
  for (const ReachStep& step : steps) {
    REQUIRE(!named[step.node]);
    Flow f(network.edge_count());
    for (std::size_t i = 0; i < step.flow.size(); ++i) {
      const auto& [e, amount] = step.flow[i];
      CHECK((i == 0 || step.flow[i - 1].first < e));
      CHECK(amount != 0);
      CHECK(abs(amount) <= weights[e]);
      f[e] = amount;
      const bool touches = network.tail(e) == step.node || network.head(e) == step.node;
      if (!touches) ++indirect;
    }
    const Balance net_inflow = balance_of(network, f);
    for (const NodeId v : network.hidden_nodes()) {
      if (v != step.node && !named[v]) CHECK(net_inflow[v] == 0);
    }
    CHECK(-net_inflow[step.node] >= value);
    named[step.node] = true;
  }
  CHECK(steps.size() == network.hidden_count());
  return indirect;
}

TEST_CASE("the value of a minimum cut can be sent from every node, step by step") {
  Random random(7);
  std::size_t indirect = 0;
  std::size_t positive = 0;
  for (int round = 0; round < 600; ++round) {
    const std::size_t hidden = random.below(8);
    const BalanceNetwork network(hidden, random_arcs(random, hidden, 24));
    const Flow weights = random_weights(network, random);
    const auto cut = minimum_cut(network, weights);
    if (!cut) continue;
    const auto steps = cut_evidence(network, weights, *cut);
    REQUIRE(steps);
    indirect += verify(network, weights, cut->value, *steps);
    if (cut->value > 0) ++positive;
  }
  CHECK(indirect > 20);
  CHECK(positive > 100);
}

TEST_CASE("no larger value can be sent, and the limit counts nodes and entries") {
  // ground → a → b → ground with weights 3, 1, 2: b is cut off by 3, a by 4, both by 5.
  const BalanceNetwork chain(
      2, {{NodeId{2}, NodeId{0}}, {NodeId{0}, NodeId{1}}, {NodeId{1}, NodeId{2}}});
  const Flow weights(std::vector<Rational>{3, 1, 2});
  const auto cut = minimum_cut(chain, weights);
  REQUIRE(cut);
  CHECK(cut->value == 3);
  const auto steps = cut_evidence(chain, weights, *cut);
  REQUIRE(steps);
  CHECK(steps->size() == 2);
  CHECK(steps->front().node == NodeId{0});
  CHECK(steps->front().flow == SparseVector{{EdgeId{0}, Rational(-3)}});
  CHECK(steps->back().flow == SparseVector{{EdgeId{1}, Rational(-1)}, {EdgeId{2}, Rational(2)}});
  CHECK(cut_evidence(chain, weights, *cut, 5));
  CHECK(!cut_evidence(chain, weights, *cut, 4));
  CHECK_THROWS(static_cast<void>(cut_evidence(chain, weights, {Rational(4), cut->set})));
}

}  // namespace
}  // namespace isthmus::test

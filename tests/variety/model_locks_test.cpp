// Locks of models from a part of their edges against those of the network written out.
#include "isthmus/variety/model_locks.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/network/blocks.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "support/random_model.hpp"

namespace isthmus::test {
namespace {

/// Incoming minus outgoing squares of every node of the model, straight from the network.
std::vector<Rational> net_sums(const Network& network) {
  std::vector<Rational> net(network.nodes.size());
  for (const Edge& edge : network.edges) {
    if (edge.fixed) continue;
    net[edge.to] += squared_norm(edge);
    net[edge.from] -= squared_norm(edge);
  }
  return net;
}

/// Locked bundles with their bounds, and the weakly locked ones with 0.
std::map<std::uint32_t, Rational> verdicts(const ModelLocks& locks) {
  std::map<std::uint32_t, Rational> found;
  for (const CutStep& step : locks.minima.locked) found[locks.part.bundle[step.edge]] = step.bound;
  for (const CutStep& step : locks.minima.weakly_locked) found[locks.part.bundle[step.edge]] = 0;
  CHECK(found.size() == locks.minima.locked.size() + locks.minima.weakly_locked.size());
  return found;
}

/// The steps in terms of the whole graph, where edges have the numbers of bundles.
EdgeMinima on_whole_graph(const ModelLocks& locks) {
  EdgeMinima minima = locks.minima;
  for (auto* steps : {&minima.locked, &minima.weakly_locked}) {
    for (CutStep& step : *steps) {
      step.edge = EdgeId{locks.part.bundle[step.edge]};
      for (EdgeId& f : step.uses) f = EdgeId{locks.part.bundle[f]};
    }
  }
  return minima;
}

struct Tally {
  std::size_t proper = 0, completed = 0, locks = 0, weak = 0, cyclic = 0, empty = 0;
  std::size_t proper_with_zeros = 0, proper_and_empty = 0;
};

void check_against_whole(const ModelLocks& locks, const Balance& c, const BalanceNetwork& whole) {
  const Feasibility base = feasible_flow(whole, c);
  REQUIRE(locks.empty() == !base.feasible());
  CHECK(locks.bundles == whole.edge_count());
  CHECK(locks.weights == whole.weight_count());
  CHECK(locks.blocks == blocks(whole).size());
  if (locks.empty()) {
    CHECK(is_violated(whole, c, locks.violated_set));
    return;
  }
  const EdgeMinima minima = edge_minima(whole, c, *base.flow);
  std::map<std::uint32_t, Rational> expected;
  for (const CutStep& step : minima.locked) expected[step.edge.value] = step.bound;
  for (const CutStep& step : minima.weakly_locked) expected[step.edge.value] = 0;
  CHECK(verdicts(locks) == expected);
  CHECK(is_proof(whole, c, on_whole_graph(locks)));
  const PerEdge<bool> support = maximal_support(whole, *base.flow);
  CHECK(locks.dimension == dimension(whole, support));
  CHECK(locks.regular_log2 == regular_components_log2(whole, support, minima));
  std::vector<EdgeId> zero, expected_zero;
  for (const EdgeId e : locks.always_zero) zero.push_back(EdgeId{locks.part.bundle[e]});
  for (const EdgeId e : whole.edges()) {
    if (!support[e]) expected_zero.push_back(e);
  }
  CHECK(zero == expected_zero);
}

void check_model(const Model& model, bool odd, Tally& tally) {
  const Network network = to_network(model, WeightDetail::all);
  const Contraction contraction = contract(network);
  std::vector<Rational> net = net_sums(network);
  Balance c(contraction.graph.hidden_count());
  if (has_weights(network)) c = *balance_of(network, contraction);
  if (odd) {  // denominators that are no power of two
    for (Rational& value : net) value /= 3;
    for (Rational& value : c.values()) value /= 3;
  }
  const ModelLocks locks = model_locks(model, net);
  check_against_whole(locks, c, contraction.graph);
  ModelLocksOptions options;
  options.arcs = ModelArcs::everything;
  const ModelLocks from_everything = model_locks(model, net, options);
  CHECK(verdicts(locks) == verdicts(from_everything));
  CHECK(locks.dimension == from_everything.dimension);
  CHECK(locks.regular_log2 == from_everything.regular_log2);
  const std::size_t kept = locks.part.graph.edge_count();
  const bool proper = kept < locks.bundles;
  tally.proper += proper ? 1 : 0;
  tally.proper_with_zeros += proper && !locks.always_zero.empty() ? 1 : 0;
  tally.proper_and_empty += proper && locks.empty() ? 1 : 0;
  tally.completed += kept > model_graph(model, ModelArcs::skeleton).graph.edge_count() ? 1 : 0;
  tally.locks += locks.minima.locked.size();
  tally.weak += locks.minima.weakly_locked.size();
  tally.empty += locks.empty() ? 1 : 0;
  tally.cyclic += model.ties.empty() ? 0 : 1;
}

TEST_CASE("a part of the edges decides as much as all of them") {
  Random random(41);
  Tally tally;
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    check_model(random_model(random, round % 2 == 0 ? 6 : 3), round % 5 == 0, tally);
  }
  MESSAGE(tally.proper, " proper, ", tally.completed, " completed, ", tally.locks, " locks, ",
          tally.weak, " weak, ", tally.cyclic, " with ties, ", tally.proper_with_zeros,
          " proper with zeros, ", tally.proper_and_empty, " proper and empty");
  CHECK(tally.proper > 500);
  CHECK(tally.completed > 100);
  CHECK(tally.locks > 500);
  CHECK(tally.weak > 50);
  CHECK(tally.proper_with_zeros > 5);
  CHECK(tally.cyclic > 300);
}

TEST_CASE("bundles outside the part have both ends in the trees of the bypass") {
  Random random(42);
  std::size_t outside = 0, with_missed = 0;
  for (int round = 0; round < 300; ++round) {
    const Model model = random_model(random);
    const ModelLocks locks = model_locks(model, net_sums(to_network(model, WeightDetail::all)));
    const ModelGraph whole = model_graph(model, ModelArcs::everything);
    const std::set<std::uint32_t> inside(locks.part.bundle.values().begin(),
                                         locks.part.bundle.values().end());
    for (const auto& trees : {locks.bypass.from_ground, locks.bypass.to_ground}) {
      std::set<NodeId> in_tree{whole.graph.ground()};
      if (!trees.empty()) {
        for (const ForestEdge& entry : trees.front()) in_tree.insert(entry.node);
      }
      with_missed += in_tree.size() < whole.graph.node_count() ? 1 : 0;
      for (const EdgeId e : whole.graph.edges()) {
        if (inside.contains(e.value)) continue;
        CHECK(in_tree.contains(whole.graph.tail(e)));
        CHECK(in_tree.contains(whole.graph.head(e)));
        ++outside;
      }
    }
  }
  CHECK(outside > 500);
  CHECK(with_missed > 20);
}

}  // namespace
}  // namespace isthmus::test

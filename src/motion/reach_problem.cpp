#include "motion/reach_problem.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>

#include "isthmus/error.hpp"
#include "isthmus/flow/edge_minima.hpp"

namespace isthmus::motion {
namespace {

Rational square_sum(const EdgeWeights& weights, const Contraction& contraction,
                    std::span<const EdgeId> edges) {
  std::vector<std::uint32_t> positions;
  for (const EdgeId e : edges) positions.push_back(contraction.file_edge[e]);
  return weights.square_sum(positions);
}

/// That of the weights, or else the given one.
Balance balance_from(const SharedWiring& both, const EdgeWeights& weights) {
  const BalanceNetwork& graph = both.contraction.graph;
  if (weights.known()) {
    Balance c(graph.hidden_count());
    for (const NodeId v : graph.hidden_nodes()) {
      c[v] = square_sum(weights, both.contraction, graph.in_edges(v)) -
             square_sum(weights, both.contraction, graph.out_edges(v));
    }
    return c;
  }
  std::optional<Balance> c = balance_of(both.network, both.contraction);
  if (c) return *std::move(c);
  throw input_error("this network has neither weights nor a balance, so it is in no component",
                    "give it weights, or a balance");
}

std::vector<LockedSign> locked_signs(const EdgeWeights& from, const Contraction& contraction,
                                     const Balance& c) {
  const EdgeVerdicts verdicts = edge_verdicts(contraction.graph, c);
  if (!verdicts.violated_set.empty()) {
    throw input_error("no weights have this balance, so there is no component",
                      "run \"isthmus analyze\" to see why");
  }
  std::vector<LockedSign> locked;
  for (const CutStep& step : verdicts.minima.locked) locked.push_back({step.edge});
  std::sort(locked.begin(), locked.end(),
            [](const LockedSign& a, const LockedSign& b) { return a.edge < b.edge; });
  if (!locked.empty() && !from.known()) {
    throw input_error("the balance locks weights (" + std::to_string(locked.size()) +
                          " in number), and without weights their signs are not known",
                      "give this network weights");
  }
  for (LockedSign& lock : locked) {
    lock.sign = from.sign(contraction.file_edge[lock.edge]);
    ensure(lock.sign != 0, "a locked weight is not 0");
  }
  return locked;
}

const EdgeWeights& checked(const EdgeWeights& to) {
  if (to.known()) return to;
  throw input_error("the network to be reached has no weights", "give it weights");
}

PerEdge<bool> support_of(const EdgeWeights& weights, const Contraction& contraction) {
  PerEdge<bool> support(contraction.graph.edge_count(), false);
  for (const EdgeId e : contraction.graph.edges()) {
    support[e] = weights.nonzero(contraction.file_edge[e]);
  }
  return support;
}

std::vector<std::int8_t> signs_of(const EdgeWeights& weights, const Contraction& contraction) {
  std::vector<std::int8_t> signs(contraction.graph_edge.size(), 0);
  for (const std::uint32_t e : contraction.file_edge.values()) {
    signs[e] = static_cast<std::int8_t>(weights.sign(e));
  }
  return signs;
}

bool is_identity(const Placement& permutation) {
  for (std::uint32_t v = 0; v < permutation.size(); ++v) {
    if (permutation[v] != v) return false;
  }
  return true;
}

}  // namespace

ReachProblem::ReachProblem(const SharedWiring& both, const EdgeWeights& from,
                           const EdgeWeights& target)
    : network(both.network),
      contraction(both.contraction),
      to(checked(target)),
      blocks(blocks_of(network, contraction)),
      c(balance_from(both, from)),
      locked(locked_signs(from, contraction, c)),
      support(support_of(to, contraction)),
      sign(signs_of(to, contraction)) {}

const symmetry::Wiring& ReachProblem::wiring() const {
  if (!wiring_) wiring_ = std::make_unique<symmetry::Wiring>(network);
  return *wiring_;
}

std::vector<std::uint32_t> ReachProblem::images(const Placement& permutation) const {
  if (!is_identity(permutation)) return edge_images(wiring(), permutation);
  std::vector<std::uint32_t> images(network.edges.size());
  std::iota(images.begin(), images.end(), 0U);
  return images;
}

PerEdge<bool> moved_support(const ReachProblem& problem, const Placement& permutation) {
  const std::vector<std::uint32_t> images = problem.images(permutation);
  const Contraction& contraction = problem.contraction;
  PerEdge<bool> moved(problem.support.size(), false);
  for (const EdgeId e : contraction.graph.edges()) {
    moved[e] = problem.support[EdgeId{contraction.graph_edge[images[contraction.file_edge[e]]]}];
  }
  return moved;
}

bool signs_agree(const ReachProblem& problem, const Placement& permutation) {
  if (problem.locked.empty()) return true;
  const std::vector<std::uint32_t> images = problem.images(permutation);
  for (const LockedSign& lock : problem.locked) {
    if (problem.sign[images[problem.contraction.file_edge[lock.edge]]] != lock.sign) return false;
  }
  return true;
}

}  // namespace isthmus::motion

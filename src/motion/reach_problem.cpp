#include "motion/reach_problem.hpp"

#include <algorithm>
#include <optional>

#include "isthmus/error.hpp"
#include "isthmus/flow/edge_minima.hpp"

namespace isthmus::motion {
namespace {

int weight_sign(const Edge& edge) {
  return edge.weights.size() == 1 ? sign_of(edge.weights.front()) : 0;
}

Balance balance_from(const Network& from, const Contraction& contraction) {
  std::optional<Balance> c = balance_of(from, contraction);
  if (c) return *std::move(c);
  throw input_error("this network has neither weights nor a balance, so it is in no component",
                    "give it weights, or a balance");
}

std::vector<LockedSign> locked_signs(const Network& from, const Contraction& contraction,
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
  if (!locked.empty() && !has_weights(from)) {
    throw input_error("the balance locks weights (" + std::to_string(locked.size()) +
                          " in number), and without weights their signs are not known",
                      "give this network weights");
  }
  for (LockedSign& lock : locked) {
    lock.sign = weight_sign(from.edges[contraction.file_edge[lock.edge]]);
    ensure(lock.sign != 0, "a locked weight is not 0");
  }
  return locked;
}

}  // namespace

ReachProblem reach_problem(const Network& from, const Network& to) {
  if (!has_weights(to)) {
    throw input_error("the network to be reached has no weights", "give it weights");
  }
  Contraction contraction = contract(from);
  Balance c = balance_from(from, contraction);
  std::vector<LockedSign> locked = locked_signs(from, contraction, c);
  std::vector<int> sign;
  for (const Edge& edge : to.edges) sign.push_back(edge.fixed ? 0 : weight_sign(edge));
  Blocks blocks = blocks_of(from, contraction);
  Flow x = squared_weights(to, contraction);
  return {from,
          to,
          std::move(contraction),
          symmetry::Wiring(from),
          std::move(blocks),
          std::move(c),
          std::move(locked),
          std::move(x),
          std::move(sign)};
}

Flow moved_squares(const ReachProblem& problem, const Placement& permutation) {
  const std::vector<std::uint32_t> images = edge_images(problem.wiring, permutation);
  const Contraction& contraction = problem.contraction;
  Flow moved(problem.x.size());
  for (const EdgeId e : contraction.graph.edges()) {
    moved[e] = problem.x[EdgeId{contraction.graph_edge[images[contraction.file_edge[e]]]}];
  }
  return moved;
}

bool signs_agree(const ReachProblem& problem, const Placement& permutation) {
  if (problem.locked.empty()) return true;
  const std::vector<std::uint32_t> images = edge_images(problem.wiring, permutation);
  for (const LockedSign& lock : problem.locked) {
    if (problem.sign[images[problem.contraction.file_edge[lock.edge]]] != lock.sign) return false;
  }
  return true;
}

}  // namespace isthmus::motion

#include "pattern/closed/prove.hpp"

#include <utility>

#include "isthmus/pattern/charts.hpp"
#include "pattern/closed/rules.hpp"

namespace isthmus {
namespace {

constexpr std::size_t sandwich_deletions = 3;

}  // namespace

std::optional<ClosedRule> simple_rule(const PatternState& state, Budget& budget) {
  if (closed_by_one_neuron(state)) return OneNeuron{};
  if (const auto two = closed_by_two_neurons(state)) {
    return *two ? std::optional<ClosedRule>(TwoNeurons{}) : std::nullopt;
  }
  for (const Orientation side : {Orientation::rows, Orientation::columns}) {
    if (closed_by_dimension_count(state, side, budget)) return DimensionCount{side};
  }
  return std::nullopt;
}

std::optional<ClosedRule> combinatorial_rule(const PatternState& state, Budget& budget) {
  if (auto rule = simple_rule(state, budget)) return rule;
  if (closed_by_two_neurons(state)) return std::nullopt;  // known not to be closed
  if (auto rule = closed_by_absorption(state, budget)) return *rule;
  if (auto rule = closed_by_sandwich(state, sandwich_deletions, budget)) return *rule;
  return std::nullopt;
}

std::optional<ClosedRule> full_rule(const PatternState& state, Budget& budget,
                                    std::uint64_t chart_steps) {
  if (auto rule = closed_by_sandwich(state, sandwich_deletions, budget)) return *rule;
  if (chart_steps == 0 || !may_be_full(state)) return std::nullopt;
  ChartOptions options;
  options.budget = Budget(chart_steps);
  auto tree = prove_by_charts(state, options).tree;
  if (!tree || !attains_everything(*tree)) return std::nullopt;
  return ClosedRule(std::move(*tree));
}

std::optional<ClosedProof> prove_leaves(const ReducedState& reduced, const RuleSearch& search) {
  ClosedProof out{reduced.reductions, {}, {}};
  for (const auto& [neurons, part] : reduced.parts) {
    auto proof = prove_leaves(part, search);
    if (!proof) return std::nullopt;
    out.parts.emplace_back(neurons, std::move(*proof));
  }
  if (reduced.parts.empty() && !reduced.rest.neurons.empty()) {
    auto rule = search(reduced.rest);
    if (!rule) return std::nullopt;
    out.rule.push_back(std::move(*rule));
  }
  return out;
}

std::optional<ClosedProof> prove_simply(const PatternState& state, Budget& budget) {
  return prove_leaves(reduce(state),
                      [&](const PatternState& leaf) { return simple_rule(leaf, budget); });
}

}  // namespace isthmus

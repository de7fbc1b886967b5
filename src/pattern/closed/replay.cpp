// Replaying a proof: every reduction, part and rule is checked in the state that it applies to.
#include <algorithm>

#include "pattern/closed/prove.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/reduce/steps.hpp"

namespace isthmus {
namespace {

using ChartCheck = std::function<bool(const PatternState&, const ChartTree&)>;

bool are_incidences(const PatternState& state, const std::vector<Incidence>& list) {
  return std::all_of(list.begin(), list.end(), [&](const Incidence& incidence) {
    if (incidence.neuron >= state.neurons.size()) return false;
    const Rectangle& neuron = state.neurons[incidence.neuron];
    return (incidence.side == Orientation::rows ? neuron.rows : neuron.columns)
        .contains(incidence.index);
  });
}

struct RuleHolds {
  const PatternState& state;
  const ChartCheck& check_charts;

  bool operator()(const OneNeuron&) const { return closed_by_one_neuron(state); }
  bool operator()(const TwoNeurons&) const { return closed_by_two_neurons(state).value_or(false); }
  bool operator()(const DimensionCount& rule) const {
    Budget unlimited;
    return closed_by_dimension_count(state, rule.side, unlimited);
  }
  bool operator()(const Sandwich& rule) const {
    if (!are_incidences(state, rule.deleted)) return false;
    const PatternState smaller = without(state, rule.deleted);
    Budget unlimited;
    return covers_the_same(state, smaller) &&
           full_by_dimension_count(smaller, rule.side, unlimited);
  }
  bool operator()(const Absorption& rule) const {
    if (rule.deleted.empty() || rule.deleted.size() != rule.pivots.size() || !rule.rest) {
      return false;
    }
    PatternState left = state;
    for (std::size_t t = 0; t < rule.deleted.size(); ++t) {
      if (!is_absorbed(left, rule.deleted[t], rule.pivots[t])) return false;
      left = without(std::move(left), {rule.deleted[t]});
    }
    return is_proof(left, *rule.rest, check_charts);
  }
  bool operator()(const ChartTree& tree) const {
    return check_charts && check_charts(state, tree);
  }
};

// The parts are all neurons, each once, and no two parts share an observed entry.
bool are_summands(const PatternState& state, const ClosedProof& proof) {
  std::vector<std::size_t> part_of_neuron(state.neurons.size(), proof.parts.size());
  for (std::size_t p = 0; p < proof.parts.size(); ++p) {
    const auto& neurons = proof.parts[p].first;
    if (neurons.empty() || !std::is_sorted(neurons.begin(), neurons.end())) return false;
    for (const std::size_t k : neurons) {
      if (k >= part_of_neuron.size() || part_of_neuron[k] != proof.parts.size()) return false;
      part_of_neuron[k] = p;
    }
  }
  for (const auto& group : direct_summands(state)) {
    for (const std::size_t k : group) {
      if (part_of_neuron[k] == proof.parts.size()) return false;
      if (part_of_neuron[k] != part_of_neuron[group[0]]) return false;
    }
  }
  return true;
}

}  // namespace

bool is_proof(const PatternState& state, const ClosedProof& proof, const ChartCheck& check_charts) {
  PatternState left = state;
  for (const Reduction& step : proof.reductions) {
    if (!is_valid(left, step)) return false;
    apply(left, step);
  }
  if (!proof.rule.empty()) {
    return proof.rule.size() == 1 && proof.parts.empty() &&
           std::visit(RuleHolds{left, check_charts}, proof.rule[0]);
  }
  return are_summands(left, proof) &&
         std::all_of(proof.parts.begin(), proof.parts.end(), [&](const auto& part) {
           return is_proof(part_of(left, part.first), part.second, check_charts);
         });
}

}  // namespace isthmus
